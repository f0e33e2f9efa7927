/// An ENVI file that was found and checked, and whose numbers can be read window by window.
///
/// Format: L3Harris, *ENVI Header Files*.
public struct ENVIFile: Sendable {
    /// The path of the header.
    public let path: String
    /// The path of the file of numbers.
    public let dataPath: String
    /// The number of rows, which ENVI calls lines.
    public let rows: Int
    /// The number of columns, which ENVI calls samples.
    public let columns: Int
    /// Whatever the header says of the numbers.
    public let description: ENVIDescription
    private let layout: ENVILayout

    /// The number of bands.
    public var bands: Int { layout.bands }

    /// Opens an image.
    ///
    /// The data stand in a file that is named as the header without `.hdr`, or with another ending in its place. Of several
    /// such files, the one is meant whose size is right.
    ///
    /// - Parameter headerPath: The path of the header.
    /// - Throws: ``FormatError`` where a file cannot be read, a key is missing or wrong, or the size of the data is not
    ///   what the header says.
    public init(headerPath: String) throws {
        let text = String(decoding: try FileBytes.read(path: headerPath), as: UTF8.self)
        let header = try ENVIHeader(text: text, path: headerPath)
        layout = try ENVILayout(header: header)
        path = headerPath
        (rows, columns) = (layout.rows, layout.columns)
        description = try ENVIDescription(header: header, layout: layout)
        dataPath = try Self.dataPath(besideHeader: headerPath, layout: layout)
    }

    /// Reads a part of the image.
    ///
    /// Numbers are read some rows at a time, so that little memory is needed beside that of the result.
    ///
    /// - Parameter window: The rows and columns; nothing for all.
    /// - Returns: The image of the window, all bands included.
    /// - Throws: ``FormatError`` where the window reaches beyond the image, or the data cannot be read.
    public func read(_ window: ImageWindow? = nil) throws -> ENVIImage {
        let window = window ?? ImageWindow(row: 0, column: 0, rows: rows, columns: columns)
        guard window.lies(inRows: rows, columns: columns) else {
            throw FormatError(
                file: path, reason: "the image has \(rows) x \(columns) pixels, and \(window) reaches beyond them")
        }
        let file = try OpenFile(path: dataPath)
        let rowsAtOnce = max(1, Self.bytesAtOnce / max(columns * bands * layout.numberType.byteCount, 1))
        let count = window.rows * window.columns * bands
        let values = try [Float](unsafeUninitializedCapacity: count) { buffer, filled in
            for first in stride(from: window.row, to: window.row + window.rows, by: rowsAtOnce) {
                let range = first..<min(first + rowsAtOnce, window.row + window.rows)
                let slab = try layout.read(rows: range, from: file)
                for row in range.indices {
                    let start = ((row - first) * columns + window.column) * bands
                    let line = slab[start..<start + window.columns * bands]
                    _ = buffer[filled..<filled + line.count].initialize(fromContentsOf: line)
                    filled += line.count
                }
            }
        }
        return ENVIImage(
            rows: window.rows, columns: window.columns, bands: bands, values: values,
            description: description.within(window))
    }

    private static let bytesAtOnce = 1 << 24

    /// Finds the file of numbers that belongs to a header.
    private static func dataPath(besideHeader headerPath: String, layout: ENVILayout) throws -> String {
        guard headerPath.lowercased().hasSuffix(".hdr") else {
            throw FormatError(file: headerPath, reason: "the name of an ENVI header ends in .hdr")
        }
        let stem = String(headerPath.dropLast(4))
        let candidates = endings.map { stem + $0 } + endings.dropFirst().map { stem + $0.uppercased() }
        let found = candidates.filter(FileBytes.isRegularFile)
        guard let first = found.first else {
            let known = endings.dropFirst().joined(separator: ", ")
            throw FormatError(
                file: headerPath, reason: "no data file beside the header: \(stem), alone or with \(known)")
        }
        let fitting = try found.filter { try OpenFile(path: $0).size == layout.fileSize }
        guard fitting.count <= 1 else {
            throw FormatError(
                file: headerPath,
                reason: "more than one data file beside the header: \(fitting.joined(separator: ", "))")
        }
        guard let path = fitting.first else {
            throw FormatError(
                file: first,
                reason: "\(try OpenFile(path: first).size) bytes, but its header asks for \(layout.fileSize): "
                    + "offset \(layout.offset) + \(layout.rows) lines x \(layout.columns) samples x \(layout.bands) bands"
                    + " x \(layout.numberType.byteCount) bytes")
        }
        return path
    }

    /// The endings of files of numbers, in lower or upper case; the first is none.
    package static let endings = [
        "", ".img", ".dat", ".raw", ".bin", ".bsq", ".bil", ".bip", ".hyspex", ".sli", ".cub", ".rfl", ".rad", ".envi",
    ]
}
