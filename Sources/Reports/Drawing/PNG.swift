import CPNG

/// Writes images as PNG files.
package enum PNG {
    /// A PNG file's bytes.
    ///
    /// libpng compresses the image by its simplified interface, whose errors come back as values. That interface
    /// knows no texts, so their chunks are put in behind the header. The same input gives the same bytes.
    ///
    /// - Parameters:
    ///   - raster: The image.
    ///   - pixelsPerPoint: The resolution, in pixels for each 1/72 inch.
    ///   - texts: The texts, in the order in which they are written.
    /// - Returns: The file, byte by byte.
    /// - Throws: ``ReportError/png(_:)`` when libpng refuses the image, or PNG a text.
    package static func encode(_ raster: Raster, pixelsPerPoint: Double, texts: [PNGText]) throws -> [UInt8] {
        let extra = try physicalSize(pixelsPerPoint: pixelsPerPoint) + texts.flatMap(textChunk)
        var file = try compress(raster)
        // Signature 8 bytes, header chunk 4 + 4 + 13 + 4.
        file.insert(contentsOf: extra, at: 33)
        return file
    }

    /// The bytes of a PNG file in grey, of the lowest eight bits of each pixel.
    ///
    /// - Parameter raster: The image.
    /// - Returns: The file, byte by byte.
    /// - Throws: ``ReportError/png(_:)`` when libpng refuses the image.
    package static func encodeGrey(_ raster: Raster) throws -> [UInt8] { try compress(raster, isGrey: true) }

    /// The bytes of a PNG file with a table of colours, which is smaller; nothing where there are more than a table has.
    ///
    /// - Parameter raster: The image.
    /// - Returns: The file, byte by byte.
    /// - Throws: ``ReportError/png(_:)`` when libpng refuses the image.
    package static func encodeIndexed(_ raster: Raster) throws -> [UInt8]? {
        var places: [UInt32: UInt8] = [:]
        var colors: [UInt8] = []
        var samples: [UInt8] = []
        samples.reserveCapacity(raster.pixels.count)
        for pixel in raster.pixels {
            let color = pixel & 0xffffff
            if let place = places[color] {
                samples.append(place)
                continue
            }
            guard let place = UInt8(exactly: places.count) else { return nil }
            places[color] = place
            samples.append(place)
            colors += [color >> 16, color >> 8, color].map { UInt8(truncatingIfNeeded: $0) }
        }
        return try write(
            samples, colors: colors, format: png_uint_32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_COLORMAP), of: raster)
    }

    private static func compress(_ raster: Raster, isGrey: Bool = false) throws -> [UInt8] {
        let samples = raster.pixels.flatMap { pixel in
            (isGrey ? [pixel] : [pixel >> 16, pixel >> 8, pixel]).map { UInt8(truncatingIfNeeded: $0) }
        }
        return try write(samples, format: isGrey ? 0 : png_uint_32(PNG_FORMAT_FLAG_COLOR), of: raster)
    }

    /// Writes samples in a format of libpng, with the colours that they number where it has a table.
    private static func write(
        _ samples: [UInt8], colors: [UInt8]? = nil, format: png_uint_32, of raster: Raster
    ) throws -> [UInt8] {
        guard let width = UInt32(exactly: raster.columns), let height = UInt32(exactly: raster.rows) else {
            throw ReportError.png("\(raster.columns) x \(raster.rows) pixels are too many")
        }
        var image = png_image()
        defer { png_image_free(&image) }
        image.version = png_uint_32(PNG_IMAGE_VERSION)
        image.width = width
        image.height = height
        image.format = format
        image.colormap_entries = png_uint_32((colors?.count ?? 0) / 3)

        func write(to memory: UnsafeMutableRawPointer?, size: inout Int) throws {
            guard png_image_write_to_memory(&image, memory, &size, 0, samples, 0, colors) != 0 else {
                throw ReportError.png(
                    withUnsafeBytes(of: image.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
            }
        }
        var size = 0
        try write(to: nil, size: &size)
        var file = [UInt8](repeating: 0, count: size)
        try file.withUnsafeMutableBytes { try write(to: $0.baseAddress, size: &size) }
        return file
    }

    /// The chunk `pHYs`: pixels a metre along both axes.
    private static func physicalSize(pixelsPerPoint: Double) -> [UInt8] {
        let pixelsPerMetre = UInt32((pixelsPerPoint * 72 / 0.0254).rounded())
        return chunk("pHYs", bigEndian(pixelsPerMetre) + bigEndian(pixelsPerMetre) + [1])
    }

    /// The chunk `tEXt` of an ASCII text, or `iTXt` of any other.
    private static func textChunk(_ entry: PNGText) throws -> [UInt8] {
        let keyword = Array(entry.keyword.utf8)
        guard (1...79).contains(keyword.count), keyword.allSatisfy({ (0x20...0x7e).contains($0) }),
            keyword.first != 0x20, keyword.last != 0x20, !entry.keyword.contains("  ")
        else { throw ReportError.png("'\(entry.keyword)' cannot be the keyword of a text") }
        let text = Array(entry.text.utf8)
        guard !text.contains(0) else { throw ReportError.png("the text '\(entry.keyword)' holds a zero byte") }
        guard text.allSatisfy({ $0 < 0x80 }) else {
            // Not compressed, method 0, no language, no translated keyword.
            return chunk("iTXt", keyword + [0, 0, 0, 0, 0] + text)
        }
        return chunk("tEXt", keyword + [0] + text)
    }

    /// Length, type, data, and the check sum of type and data.
    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let checked = Array(type.utf8) + data
        let checkSum = crc32(0, checked, uInt(checked.count))
        return bigEndian(UInt32(data.count)) + checked + bigEndian(UInt32(checkSum))
    }

    private static func bigEndian(_ number: UInt32) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
