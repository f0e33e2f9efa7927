import Glibc

extension FormatError {
    /// What the operating system said of the last call that failed.
    init(systemErrorIn path: String) {
        self.init(file: path, reason: String(cString: strerror(errno)))
    }
}
