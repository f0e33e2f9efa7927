import Glibc

/// A file that is open for reading, and closed when it is let go.
struct OpenFile: ~Copyable {
    private let path: String
    private let descriptor: Int32
    /// The size of the file in bytes, when it was opened.
    let size: Int

    init(path: String) throws {
        self.path = path
        (descriptor, size) = try Self.opened(path)
    }

    private static func opened(_ path: String) throws -> (descriptor: Int32, size: Int) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw FormatError(systemErrorIn: path) }
        // Pipes and devices have no size, and may never end; to open a pipe that nobody writes to would be to wait.
        guard status.st_mode & S_IFMT == S_IFREG else { throw FormatError(file: path, reason: "not a regular file") }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FormatError(systemErrorIn: path) }
        guard fstat(descriptor, &status) == 0 else {
            defer { close(descriptor) }
            throw FormatError(systemErrorIn: path)
        }
        return (descriptor, Int(status.st_size))
    }

    deinit { close(descriptor) }

    /// Fills the buffer from where the last read ended, as far as the file goes.
    ///
    /// - Returns: The number of bytes read, smaller than the buffer only at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw FormatError(systemErrorIn: path)
            }
            if count == 0 { break }
            filled += count
        }
        return filled
    }

    /// Fills the buffer from a place in the file.
    ///
    /// - Throws: ``FormatError`` where the file cannot be read, or ends before the buffer is full.
    func read(into buffer: UnsafeMutableRawBufferPointer, at start: Int) throws {
        var filled = 0
        while filled < buffer.count {
            let count = pread(
                descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled, off_t(start + filled))
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw FormatError(systemErrorIn: path)
            }
            guard count > 0 else { throw FormatError(file: path, reason: "ends at byte \(start + filled)") }
            filled += count
        }
    }
}
