/// Where the numbers of a `.npy` file are, and of which type.
struct NPYLayout {
    let header: NPYHeader
    let type: NumberType
    let order: ByteOrder
    /// The byte at which the numbers begin.
    let dataStart: Int

    /// The largest header: those of whole arrays of numbers have a hundred bytes.
    static let largestBeginning = 1 << 16

    /// Reads what stands before the numbers.
    ///
    /// - Parameters:
    ///   - bytes: The beginning of the file, or all of it.
    ///   - size: The size of the file in bytes.
    ///   - path: The file.
    /// - Throws: ``FormatError`` where the file is damaged, or holds anything but numbers.
    init(beginning bytes: [UInt8], size: Int, path: String) throws {
        func error(_ reason: String, at byte: Int? = nil) -> FormatError {
            FormatError(file: path, place: byte.map { "byte \($0)" }, reason: reason)
        }
        guard bytes.starts(with: NPYFile.magic), bytes.count >= 10 else { throw error("not a .npy file", at: 0) }
        // The length of the header has 2 bytes in version 1 and 4 in versions 2 and 3.
        guard (1...3).contains(bytes[6]) else { throw error("version \(bytes[6]) of .npy, which is not read", at: 6) }
        let start = bytes[6] == 1 ? 10 : 12
        guard bytes.count >= start else { throw error("ends within its header", at: 8) }
        let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard length <= bytes.count - start else { throw error("ends within its header", at: 8) }
        dataStart = start + length

        let text = String(decoding: bytes[start..<dataStart], as: UTF8.self)
        guard let header = NPYHeader(text) else {
            throw error("a header that is not understood: \(text.prefix(100))", at: start)
        }
        // NumPy's own limit. It also bounds the recursion that brings arrays into the order of C.
        guard header.shape.count <= 64 else { throw error("\(header.shape.count) dimensions, more than 64", at: start) }
        guard let (type, order) = Self.numberType(header.description) else {
            throw error("an array of type '\(header.description)', which is not read; numbers are", at: start)
        }
        guard checkedProduct(header.shape + [type.byteCount]) == size - dataStart else {
            throw error("\(size - dataStart) bytes of data, not shape \(header.shape) of \(type.byteCount) bytes each")
        }
        self.header = header
        self.type = type
        self.order = order
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
}
