/// An open file that is read anywhere, by several threads at a time.
final class RandomAccessFile: Sendable {
    private let file: OpenFile
    /// The size of the file in bytes, when it was opened.
    let size: Int

    /// Opens a regular file.
    ///
    /// - Throws: ``FormatError`` where it cannot be read.
    init(path: String) throws {
        let file = try OpenFile(path: path)
        size = file.size
        self.file = file
    }

    /// Some bytes, all of which must be there.
    func bytes(at position: Int, count: Int) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            try file.read(into: UnsafeMutableRawBufferPointer(buffer), at: position)
            filled = count
        }
    }
}
