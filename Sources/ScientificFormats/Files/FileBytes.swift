import Glibc

/// Whole files, as bytes.
public enum FileBytes {
    /// Reads a file in one go.
    ///
    /// - Throws: ``FormatError`` where the file cannot be read or is not a regular file.
    public static func read(path: String) throws -> [UInt8] {
        let file = try OpenFile(path: path)
        return try [UInt8](unsafeUninitializedCapacity: file.size) { buffer, count in
            count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
    }

    /// Whether there is a regular file at a path.
    static func isRegularFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Writes a file in one go, over what was there.
    ///
    /// - Throws: ``FormatError`` where the file cannot be written.
    public static func write(_ bytes: [UInt8], path: String) throws {
        guard let file = fopen(path, "wb") else { throw FormatError(systemErrorIn: path) }
        let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
        // What the buffer still holds is written on closing, and may fail there.
        guard fclose(file) == 0, isWritten else { throw FormatError(systemErrorIn: path) }
    }
}
