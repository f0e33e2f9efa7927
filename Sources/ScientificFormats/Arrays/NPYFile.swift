/// NumPy's format `.npy` for one array.
///
/// Format: NumPy, `numpy.lib.format`.
public enum NPYFile {
    /// An array of 32-bit floats (`<f4`) as the contents of a `.npy` file.
    ///
    /// - Parameters:
    ///   - values: The numbers, the last index running fastest.
    ///   - shape: The length of each dimension; their product is the number of values.
    /// - Returns: The bytes of the file, version 1.0, in the order of C.
    public static func encode(_ values: [Float], shape: [Int]) -> [UInt8] {
        header("<f4", shape: shape, count: values.count) + littleEndianBytes(of: values) { $0.bitPattern }
    }

    /// An array of 64-bit floats (`<f8`) as the contents of a `.npy` file.
    ///
    /// - Parameters:
    ///   - values: The numbers, the last index running fastest.
    ///   - shape: The length of each dimension; their product is the number of values.
    /// - Returns: The bytes of the file, version 1.0, in the order of C.
    public static func encode(_ values: [Double], shape: [Int]) -> [UInt8] {
        header("<f8", shape: shape, count: values.count) + littleEndianBytes(of: values) { $0.bitPattern }
    }

    /// An array of bytes (`|u1`) as the contents of a `.npy` file.
    ///
    /// - Parameters:
    ///   - values: The numbers, the last index running fastest.
    ///   - shape: The length of each dimension; their product is the number of values.
    /// - Returns: The bytes of the file, version 1.0, in the order of C.
    public static func encode(_ values: [UInt8], shape: [Int]) -> [UInt8] {
        header("|u1", shape: shape, count: values.count) + values
    }

    /// An array of 32-bit integers (`<i4`) as the contents of a `.npy` file.
    ///
    /// - Parameters:
    ///   - values: The numbers, the last index running fastest.
    ///   - shape: The length of each dimension; their product is the number of values.
    /// - Returns: The bytes of the file, version 1.0, in the order of C.
    public static func encode(_ values: [Int32], shape: [Int]) -> [UInt8] {
        header("<i4", shape: shape, count: values.count) + littleEndianBytes(of: values) { $0 }
    }

    /// Reads an array of real or whole numbers, or of booleans as 0 and 1.
    ///
    /// - Parameter path: The path of the file.
    /// - Returns: The array in the order of C. Whole numbers beyond 2⁵³ are rounded to the nearest `Double`.
    /// - Throws: ``FormatError`` where the file cannot be read, is damaged, or holds anything but numbers.
    public static func read(path: String) throws -> NPYArray {
        try decode(FileBytes.read(path: path), path: path)
    }

    /// Reads an array from the contents of a file.
    package static func decode(_ bytes: [UInt8], path: String) throws -> NPYArray {
        func error(_ reason: String, at byte: Int? = nil) -> FormatError {
            FormatError(file: path, place: byte.map { "byte \($0)" }, reason: reason)
        }
        guard bytes.starts(with: magic), bytes.count >= 10 else { throw error("not a .npy file", at: 0) }
        // The length of the header has 2 bytes in version 1 and 4 in versions 2 and 3.
        guard (1...3).contains(bytes[6]) else { throw error("version \(bytes[6]) of .npy, which is not read", at: 6) }
        let start = bytes[6] == 1 ? 10 : 12
        guard bytes.count >= start else { throw error("ends within its header", at: 8) }
        let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= bytes.count - start else { throw error("ends within its header", at: 8) }
        let dataStart = start + length

        let text = String(decoding: bytes[start..<dataStart], as: UTF8.self)
        guard let header = NPYHeader(text) else {
            throw error("a header that is not understood: \(text.prefix(100))", at: start)
        }
        // NumPy's own limit. It also bounds the recursion of `rowMajor`.
        guard header.shape.count <= 64 else { throw error("\(header.shape.count) dimensions, more than 64", at: start) }
        guard let (type, order) = numberType(header.description) else {
            throw error("an array of type '\(header.description)', which is not read; numbers are", at: start)
        }
        let dataSize = bytes.count - dataStart
        guard checkedProduct(header.shape + [type.byteCount]) == dataSize else {
            throw error("\(dataSize) bytes of data, not shape \(header.shape) of \(type.byteCount) bytes each")
        }
        let stored = type.decode(bytes[dataStart...], order: order, as: Double.self)
        return NPYArray(
            shape: header.shape, values: header.isFortranOrder ? rowMajor(stored, shape: header.shape) : stored)
    }

    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

    /// Everything before the data, padded so that they begin at a multiple of 64 bytes.
    static func header(_ description: String, shape: [Int], count: Int) -> [UInt8] {
        precondition(checkedProduct(shape) == count, "\(count) values do not fill \(shape)")
        // Python writes a tuple of one with a comma behind it.
        let tuple = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
        var text = Array("{'descr': '\(description)', 'fortran_order': False, 'shape': (\(tuple)), }".utf8)
        let unpadded = magic.count + 4 + text.count + 1
        text += Array(repeating: 0x20, count: -unpadded & 63) + [0x0A]
        return magic + [1, 0] + littleEndianBytes(of: [UInt16(text.count)]) { $0 } + text
    }

    private static func numberType(_ description: String) -> (NumberType, ByteOrder)? {
        let type: NumberType
        switch description.dropFirst() {
        case "i1": type = .int8
        case "u1", "b1": type = .uint8
        case "i2": type = .int16
        case "u2": type = .uint16
        case "i4": type = .int32
        case "u4": type = .uint32
        case "i8": type = .int64
        case "u8": type = .uint64
        case "f2": type = .float16
        case "f4": type = .float32
        case "f8": type = .float64
        default: return nil
        }
        switch description.first {
        case "<": return (type, .littleEndian)
        case ">": return (type, .bigEndian)
        case "|": return type.byteCount == 1 ? (type, .littleEndian) : nil
        default: return nil
        }
    }

    /// Turns numbers whose first index runs fastest into numbers whose last index does.
    private static func rowMajor(_ stored: [Double], shape: [Int]) -> [Double] {
        // Peeling off the last index: slices of everything before it stand one after the other.
        guard let last = shape.last, shape.count > 1, !stored.isEmpty else { return stored }
        let size = stored.count / last
        let ordered = stride(from: 0, to: stored.count, by: size).flatMap { start in
            rowMajor(Array(stored[start..<start + size]), shape: shape.dropLast())
        }
        return transposed(ordered, rows: last, columns: size)
    }
}
