import CCairo
public import Foundation
internal import ScientificFormats

/// A drawing that can be written as PNG, as PDF and as SVG.
public struct Figure: Sendable {
    /// The size of the page, footer included.
    public let size: Size
    /// The resolution of the PNG file, in pixels for each 1/72 inch.
    public let pixelsPerPoint: Int
    private let identity: FigureIdentity
    private let draw: @Sendable (borrowing Canvas) -> Void

    /// Makes a figure of its content, and adds the footer beneath.
    ///
    /// - Parameters:
    ///   - contentSize: The size of what is drawn, in points.
    ///   - pixelsPerPoint: The resolution of the PNG file.
    ///   - identity: What the figure shows.
    ///   - draw: Draws the content on a white page.
    /// - Throws: ``ReportError/drawing(_:)`` when the footer cannot be measured.
    public init(
        contentSize: Size, pixelsPerPoint: Int = 3, identity: FigureIdentity,
        draw: @escaping @Sendable (borrowing Canvas) -> Void
    ) throws {
        let margin = 4.0
        let lineHeight = 8.0
        // Spaces that do not break keep each dot at the end of its part.
        let text = identity.footer.joined(separator: "\u{a0}\u{a0}·\u{a0} ")
        let footer = try Canvas.measure { $0.lines(of: text, width: contentSize.width - 2 * margin, .footer) }
        let footerHeight = footer.isEmpty ? 0 : Double(footer.count) * lineHeight + margin
        size = Size(width: contentSize.width.rounded(.up), height: (contentSize.height + footerHeight).rounded(.up))
        self.pixelsPerPoint = pixelsPerPoint
        self.identity = identity
        self.draw = { canvas in
            draw(canvas)
            for (index, line) in footer.enumerated() {
                let y = contentSize.height + lineHeight * (Double(index) + 0.75)
                canvas.write(line, at: Point(x: margin, y: y), .footer)
            }
        }
    }

    /// The files that a figure is written into: pixels, a page to print, and a drawing for web pages.
    ///
    /// - Parameter name: The files' name without its extension.
    /// - Returns: `NAME.png`, `NAME.pdf` and `NAME.svg`.
    public static func files(name: String) -> [String] { ["png", "pdf", "svg"].map { "\(name).\($0)" } }

    /// Writes the files of ``files(name:)`` into a folder, each whole or not at all.
    ///
    /// The same figure gives the same bytes.
    ///
    /// - Parameters:
    ///   - name: The files' name without its extension.
    ///   - folder: The folder, which is made where there is none.
    /// - Throws: ``ReportError`` when drawing fails, or what the file system answers.
    public func write(name: String, into folder: URL) throws {
        for (file, bytes) in try zip(Self.files(name: name), [png(), pdf(), svg()]) {
            try AtomicFile.write(bytes, path: folder.appending(path: file).path)
        }
    }
}

// MARK: The three formats

extension Figure {
    /// The figure's pixels.
    public func raster() throws -> Raster {
        let scale = Double(pixelsPerPoint)
        let (width, height) = (Int(size.width * scale), Int(size.height * scale))
        guard
            let surface = cairo_image_surface_create(
                CAIRO_FORMAT_RGB24, Int32(clamping: width), Int32(clamping: height))
        else { throw ReportError.drawing("no surface of \(width) x \(height) pixels") }
        defer { cairo_surface_destroy(surface) }
        try Canvas.draw(on: surface, scale: scale) { canvas in
            canvas.fill(Rectangle(x: 0, y: 0, width: size.width, height: size.height), .white)
            draw(canvas)
        }
        guard let bytes = cairo_image_surface_get_data(surface) else {
            throw ReportError.drawing("the surface of \(width) x \(height) pixels has no data")
        }
        let rowBytes = UnsafeRawBufferPointer(
            start: bytes, count: Int(cairo_image_surface_get_stride(surface)) * height)
        let stride = rowBytes.count / height
        let pixels = (0..<height).flatMap { row in
            (0..<width).map { column in
                rowBytes.load(fromByteOffset: row * stride + 4 * column, as: UInt32.self) & 0xffffff
            }
        }
        return Raster(rows: height, columns: width, pixels: pixels)
    }

    /// The bytes of the PNG file.
    public func png() throws -> [UInt8] {
        let texts =
            [
                PNGText(keyword: "Title", text: identity.title),
                PNGText(keyword: "Software", text: FigureIdentity.software),
            ] + identity.details.map { PNGText(keyword: $0.name, text: $0.value) }
        return try PNG.encode(raster(), pixelsPerPoint: Double(pixelsPerPoint), texts: texts)
    }

    /// The bytes of the PDF file.
    public func pdf() throws -> [UInt8] {
        try vectors("PDF", cairo_pdf_surface_create_for_stream, prepare: setMetadata)
    }

    /// The bytes of the SVG file.
    ///
    /// Letters are outlines, so that it needs no font.
    public func svg() throws -> [UInt8] {
        try SVG.finished(vectors("SVG", cairo_svg_surface_create_for_stream), identity: identity)
    }

    /// What cairo writes where it draws the figure on a surface of vectors.
    private func vectors(
        _ format: String, _ create: (cairo_write_func_t?, UnsafeMutableRawPointer?, Double, Double) -> OpaquePointer?,
        prepare: (OpaquePointer) -> Void = { _ in }
    ) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try withUnsafeMutablePointer(to: &bytes) { bytes in
            let append: cairo_write_func_t = { bytes, data, count in
                bytes?.assumingMemoryBound(to: [UInt8].self).pointee
                    .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
                return CAIRO_STATUS_SUCCESS
            }
            guard let surface = create(append, bytes, size.width, size.height) else {
                throw ReportError.drawing("no \(format) surface")
            }
            defer { cairo_surface_destroy(surface) }
            prepare(surface)
            try Canvas.draw(on: surface, scale: 1, draw)
            cairo_surface_finish(surface)
            try Canvas.check(cairo_surface_status(surface))
        }
        return bytes
    }

    private func setMetadata(of surface: OpaquePointer) {
        let details = identity.details.map { "\($0.name): \($0.value)" }.joined(separator: "; ")
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, identity.title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, FigureIdentity.software)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_KEYWORDS, details)
        // No date: the same figure has to give the same bytes.
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, nil)
    }
}
