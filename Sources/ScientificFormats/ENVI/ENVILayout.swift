/// How the numbers of an image stand in its file.
struct ENVILayout {
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
        for key in ["major frame offsets", "minor frame offsets"] {
            guard try header.list(key)?.allSatisfy({ Int($0) == 0 }) ?? true else {
                throw header.error(key, "frames around lines are not read")
            }
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

    /// The bytes of a row of all columns in one band.
    private var lineBytes: Int { columns * numberType.byteCount }

    /// Reads some rows, of all columns and all bands.
    ///
    /// - Parameters:
    ///   - range: The rows.
    ///   - file: The file of numbers, of ``fileSize`` bytes.
    /// - Returns: The numbers, rows x columns x bands.
    /// - Throws: ``FormatError`` where the file cannot be read.
    func read(rows range: Range<Int>, from file: borrowing OpenFile) throws -> [Float] {
        let size = range.count * lineBytes * bands
        let bytes = try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            if interleave == .bandSequential {
                let bandBytes = range.count * lineBytes
                for band in 0..<bands {
                    try file.read(
                        into: UnsafeMutableRawBufferPointer(rebasing: raw[band * bandBytes..<(band + 1) * bandBytes]),
                        at: offset + (band * rows + range.lowerBound) * lineBytes)
                }
            } else {
                try file.read(
                    into: UnsafeMutableRawBufferPointer(rebasing: raw[..<size]),
                    at: offset + range.lowerBound * lineBytes * bands)
            }
            count = size
        }
        let stored = numberType.decode(bytes[...], order: byteOrder, as: Float.self)
        return switch interleave {
        case .bandSequential: transposed(stored, rows: bands, columns: range.count * columns)
        case .bandByLine: transposed(stored, rows: bands, columns: columns)
        case .bandByPixel: stored
        }
    }
}
