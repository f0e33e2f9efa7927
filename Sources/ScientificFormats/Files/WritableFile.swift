import Glibc

/// A new file that is written piece by piece, and closed when it is let go.
struct WritableFile: ~Copyable {
    private let path: String
    private let descriptor: Int32

    /// Makes the file, or empties the one that is there.
    ///
    /// - Throws: ``FormatError`` where it cannot be made.
    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FormatError(systemErrorIn: path) }
    }

    deinit { close(descriptor) }

    /// Writes bytes at a place, behind the end of the file too; what lies between is zero.
    func write(_ bytes: ArraySlice<UInt8>, at start: Int) throws {
        try bytes.withUnsafeBytes { bytes in
            var written = 0
            while written < bytes.count {
                let count = pwrite(
                    descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written, off_t(start + written))
                guard count >= 0 else {
                    if errno == EINTR { continue }
                    throw FormatError(systemErrorIn: path)
                }
                written += count
            }
        }
    }
}
