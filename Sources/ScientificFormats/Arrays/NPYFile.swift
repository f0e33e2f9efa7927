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
        let layout = try NPYLayout(beginning: bytes, size: bytes.count, path: path)
        let stored = layout.type.decode(bytes[layout.dataStart...], order: layout.order, as: Double.self)
        let shape = layout.header.shape
        return NPYArray(shape: shape, values: layout.header.isFortranOrder ? rowMajor(stored, shape: shape) : stored)
    }

    static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

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
