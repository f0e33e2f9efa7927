/// A matrix of 32-bit floats in a `.npy` file that is written row by row, so that it may be larger than memory.
///
/// A file that was not written to its end is shorter than it says itself, and no reader takes it for a whole one.
public final class NPYWriter {
    private let file: WritableFile
    private let count: Int
    private var written = 0
    private let start: Int

    /// Makes the file.
    ///
    /// - Parameters:
    ///   - path: Its path.
    ///   - rows: The number of rows that there are to be.
    ///   - columns: The number of columns.
    /// - Throws: ``FormatError`` where it cannot be written, or its size cannot be counted.
    public init(path: String, rows: Int, columns: Int) throws {
        guard let count = checkedProduct([rows, columns]), checkedProduct([count, 4]) != nil else {
            throw FormatError(file: path, reason: "an array of \([rows, columns]) is too large for a file")
        }
        self.count = count
        let header = NPYFile.header("<f4", shape: [rows, columns], count: count)
        start = header.count
        file = try WritableFile(path: path)
        try file.write(header[...], at: 0)
    }

    /// Writes the numbers of the next rows.
    ///
    /// - Throws: ``FormatError`` where they cannot be written.
    public func append(_ numbers: [Float]) throws {
        precondition(numbers.count <= count - written, "\(numbers.count) more than \(written) of \(count) numbers")
        try file.write(littleEndianBytes(of: numbers) { $0.bitPattern }[...], at: start + written * 4)
        written += numbers.count
    }
}
