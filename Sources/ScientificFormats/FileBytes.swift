import Glibc

/// A file that is open for reading, read from start to end, and closed when it is let go.
struct OpenFile: ~Copyable {
    private let path: String
    private let descriptor: Int32
    /// The size of the file in bytes, when it was opened.
    let size: Int

    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else { throw FormatError(systemErrorIn: path) }
        // Pipes and devices have no size, and may never end.
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw FormatError(file: path, reason: "not a regular file")
        }
        size = Int(status.st_size)
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
}

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

extension FormatError {
    /// What the operating system said of the last call that failed.
    init(systemErrorIn path: String) {
        self.init(file: path, reason: String(cString: strerror(errno)))
    }
}

/// The product of lengths that come from a file, or nothing where one is negative or the product overflows.
func checkedProduct(_ lengths: some Sequence<Int>) -> Int? {
    var product = 1
    for length in lengths {
        let (next, overflows) = product.multipliedReportingOverflow(by: length)
        guard length >= 0, !overflows else { return nil }
        product = next
    }
    return product
}
