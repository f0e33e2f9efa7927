/// A hyperspectral image in the format of ENVI: a text header `.hdr`, and beside it a file of nothing but numbers.
///
/// Format: L3Harris, *ENVI Header Files*.
public struct ENVIImage: Sendable, Equatable {
    /// The number of rows, which ENVI calls lines.
    public let rows: Int
    /// The number of columns, which ENVI calls samples.
    public let columns: Int
    /// The number of bands.
    public let bands: Int
    /// The numbers, pixel by pixel: (r, c, b) stands at `(r * columns + c) * bands + b`.
    public let values: [Float]
    /// The wavelength of each band in ``wavelengthUnits``, where the header gives them.
    public let wavelengths: [Double]?
    /// The unit of the wavelengths as the header words it, such as `Nanometers` or `Micrometers`.
    public let wavelengthUnits: String?
    /// The name of each band, where the header gives them.
    public let bandNames: [String]?
    /// The value that marks missing numbers, where the header gives it as `data ignore value`.
    ///
    /// Such numbers stay in ``values`` as they are.
    public let ignoredValue: Double?

    /// Makes an image of given values.
    ///
    /// - Parameters:
    ///   - rows: The number of rows.
    ///   - columns: The number of columns.
    ///   - bands: The number of bands.
    ///   - values: The numbers, row by row, and in it column by column, all bands of a pixel together.
    ///   - wavelengths: The wavelength of each band.
    ///   - wavelengthUnits: The unit of the wavelengths.
    ///   - bandNames: The name of each band.
    ///   - ignoredValue: The value that marks missing numbers.
    public init(
        rows: Int, columns: Int, bands: Int, values: [Float], wavelengths: [Double]? = nil,
        wavelengthUnits: String? = nil, bandNames: [String]? = nil, ignoredValue: Double? = nil
    ) {
        precondition(
            rows > 0 && columns > 0 && bands > 0 && values.count == rows * columns * bands,
            "\(values.count) values do not fill \(rows) x \(columns) x \(bands)")
        precondition((wavelengths?.count ?? bands) == bands && (bandNames?.count ?? bands) == bands)
        self.rows = rows
        self.columns = columns
        self.bands = bands
        self.values = values
        self.wavelengths = wavelengths
        self.wavelengthUnits = wavelengthUnits
        self.bandNames = bandNames
        self.ignoredValue = ignoredValue
    }

    /// Reads an image.
    ///
    /// The data stand in the one file that is named as the header without `.hdr`, or with `.img`, `.dat`, `.raw`,
    /// `.bsq`, `.bil` or `.bip` instead. Read are whole and real numbers in every interleave and byte order.
    ///
    /// - Parameter headerPath: The path of the header.
    /// - Throws: ``FormatError`` where a file cannot be read, a key is missing or wrong, or the size of the data is not
    ///   what the header says.
    public init(headerPath: String) throws {
        let text = String(decoding: try FileBytes.read(path: headerPath), as: UTF8.self)
        let header = try ENVIHeader(text: text, path: headerPath)
        let layout = try ENVILayout(header: header)
        let wavelengths = try header.numbers("wavelength", count: layout.bands)
        let bandNames = try header.list("band names", count: layout.bands)
        let ignoredValue = try header.number("data ignore value")

        let dataPath = try Self.dataPath(besideHeader: headerPath)
        let bytes = try FileBytes.read(path: dataPath)
        guard bytes.count == layout.fileSize else {
            throw FormatError(
                file: dataPath,
                reason: "\(bytes.count) bytes, but its header asks for \(layout.fileSize): offset \(layout.offset)"
                    + " + \(layout.rows) lines x \(layout.columns) samples x \(layout.bands) bands"
                    + " x \(layout.numberType.byteCount) bytes")
        }
        let stored = layout.numberType.decode(bytes[layout.offset...], order: layout.byteOrder, as: Float.self)
        self.init(
            rows: layout.rows, columns: layout.columns, bands: layout.bands, values: layout.bandsLast(stored),
            wavelengths: wavelengths, wavelengthUnits: header.string("wavelength units"), bandNames: bandNames,
            ignoredValue: ignoredValue)
    }

    /// Finds the file of numbers that belongs to a header.
    private static func dataPath(besideHeader headerPath: String) throws -> String {
        guard headerPath.lowercased().hasSuffix(".hdr") else {
            throw FormatError(file: headerPath, reason: "the name of an ENVI header ends in .hdr")
        }
        let stem = String(headerPath.dropLast(4))
        let endings = ["", ".img", ".dat", ".raw", ".bsq", ".bil", ".bip"]
        let candidates = endings.map { stem + $0 } + endings.dropFirst().map { stem + $0.uppercased() }
        let found = candidates.filter(FileBytes.isRegularFile)
        guard let path = found.first else {
            let known = endings.dropFirst().joined(separator: ", ")
            throw FormatError(
                file: headerPath, reason: "no data file beside the header: \(stem), alone or with \(known)")
        }
        guard found.count == 1 else {
            throw FormatError(
                file: headerPath, reason: "more than one data file beside the header: \(found.joined(separator: ", "))")
        }
        return path
    }
}

/// How the numbers of an image stand in its file.
private struct ENVILayout {
    enum Interleave: String {
        case bandSequential = "bsq"
        case bandByLine = "bil"
        case bandByPixel = "bip"
    }

    let rows: Int
    let columns: Int
    let bands: Int
    let offset: Int
    let numberType: NumberType
    let byteOrder: ByteOrder
    let interleave: Interleave
    /// The size of the file of numbers in bytes.
    let fileSize: Int

    init(header: ENVIHeader) throws {
        rows = try header.integer("lines", atLeast: 1)
        columns = try header.integer("samples", atLeast: 1)
        bands = try header.integer("bands", atLeast: 1)
        offset = try header.integer("header offset", atLeast: 0, default: 0)
        guard try header.integer("file compression", atLeast: 0, default: 0) == 0 else {
            throw header.error("file compression", "compressed data are not read")
        }

        switch try header.integer("data type", atLeast: 1) {
        case 1: numberType = .uint8
        case 2: numberType = .int16
        case 3: numberType = .int32
        case 4: numberType = .float32
        case 5: numberType = .float64
        case 12: numberType = .uint16
        case 13: numberType = .uint32
        case 14: numberType = .int64
        case 15: numberType = .uint64
        case let type:
            let what = type == 6 || type == 9 ? "complex numbers, which are not read" : "no known type of numbers"
            throw header.error("data type", "\(type): \(what)")
        }

        // The order says nothing of single bytes, and only they may leave it out.
        switch try header.integer("byte order", atLeast: 0, default: numberType.byteCount == 1 ? 0 : nil) {
        case 0: byteOrder = .littleEndian
        case 1: byteOrder = .bigEndian
        case let order: throw header.error("byte order", "\(order), not 0 (little-endian) or 1 (big-endian)")
        }

        let name = try header.requiredString("interleave")
        guard let interleave = Interleave(rawValue: name.lowercased()) else {
            throw header.error("interleave", "'\(name)', not bsq, bil or bip")
        }
        self.interleave = interleave

        guard let size = checkedProduct([rows, columns, bands, numberType.byteCount]), size <= Int.max - offset else {
            throw header.error("lines", "an impossible size: \(rows) lines x \(columns) samples x \(bands) bands")
        }
        fileSize = offset + size
    }

    /// Brings numbers from the order of the file into that of ``ENVIImage/values``.
    func bandsLast(_ stored: [Float]) -> [Float] {
        switch interleave {
        case .bandSequential: transposed(stored, rows: bands, columns: rows * columns)
        case .bandByLine: transposed(stored, rows: bands, columns: columns)
        case .bandByPixel: stored
        }
    }
}
