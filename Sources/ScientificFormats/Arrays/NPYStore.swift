/// A `.npy` file of 64-bit floats that is written from its first number to its last, and read again anywhere.
///
/// So an array may be larger than memory.
public final class NPYStore {
    /// The path of the file.
    public let path: String
    /// How many numbers there are to be.
    public let count: Int
    /// How many have been written.
    public private(set) var written = 0
    private let file: WritableFile
    private let start: Int

    /// Makes the file.
    ///
    /// - Parameters:
    ///   - path: Its path.
    ///   - shape: The length of each dimension of the array.
    /// - Throws: ``FormatError`` where it cannot be written, or its size cannot be counted.
    public init(path: String, shape: [Int]) throws {
        guard let count = checkedProduct(shape), checkedProduct([count, 8]) != nil else {
            throw FormatError(file: path, reason: "an array of \(shape) is too large for a file")
        }
        self.path = path
        self.count = count
        let header = NPYFile.header("<f8", shape: shape, count: count)
        start = header.count
        file = try WritableFile(path: path)
        try file.write(header[...], at: 0)
    }

    /// Writes numbers behind those that are there.
    ///
    /// - Throws: ``FormatError`` where they cannot be written.
    public func append(_ numbers: [Double]) throws {
        precondition(numbers.count <= count - written, "\(numbers.count) more than \(written) of \(count) numbers")
        try file.write(littleEndianBytes(of: numbers) { $0.bitPattern }[...], at: start + written * 8)
        written += numbers.count
    }

    /// Numbers that have been written, the last index running fastest.
    ///
    /// - Throws: ``FormatError`` where they cannot be read.
    public func numbers(_ range: Range<Int>) throws -> [Double] {
        precondition(range.lowerBound >= 0 && range.upperBound <= written, "numbers \(range) of \(written)")
        let bytes = try [UInt8](unsafeUninitializedCapacity: range.count * 8) { buffer, count in
            count = range.count * 8
            try OpenFile(path: path).read(
                into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count]),
                at: start + range.lowerBound * 8)
        }
        return NumberType.float64.decode(bytes[...], order: .littleEndian, as: Double.self)
    }
}
