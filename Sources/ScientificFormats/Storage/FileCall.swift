internal import CRename
internal import Foundation

/// The system calls that storing consists of, in one place, so that a test can let each of them fail.
///
/// They return and set `errno` as those of the C library do.
enum FileCall {
    /// Says with which number of an error a call fails, where it is not to be made.
    typealias Fault = (_ call: String) -> Int32?

    private static let key = "FileCall.fault"

    /// What lets calls of this thread fail; only tests set it.
    private static var fault: Fault? { Thread.current.threadDictionary[key] as? Fault }

    /// Lets calls of this thread fail while something is done.
    static func failing<Result>(_ fault: @escaping Fault, while body: () throws -> Result) rethrows -> Result {
        Thread.current.threadDictionary[key] = fault
        defer { Thread.current.threadDictionary[key] = nil }
        return try body()
    }

    private static func make<Result: SignedInteger>(_ name: String, _ call: () -> Result) -> Result {
        guard let code = fault?(name) else { return call() }
        errno = code
        return -1
    }

    static func open(_ path: String, _ flags: Int32) -> Int32 {
        make("open") { Foundation.open(path, flags | O_CLOEXEC, 0o644) }
    }

    static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        make("write") { Foundation.write(descriptor, bytes.baseAddress, bytes.count) }
    }

    static func sync(_ descriptor: Int32) -> Int32 { make("fsync") { fsync(descriptor) } }

    static func lock(_ descriptor: Int32, _ operation: Int32) -> Int32 {
        make("flock") { flock(descriptor, operation) }
    }

    static func makeFolder(_ path: String) -> Int32 { make("mkdir") { mkdir(path, 0o755) } }

    static func removeFolder(_ path: String) -> Int32 { make("rmdir") { rmdir(path) } }

    static func remove(_ path: String) -> Int32 { make("unlink") { unlink(path) } }

    static func rename(_ old: String, _ new: String) -> Int32 { make("rename") { Foundation.rename(old, new) } }

    static func rename(_ old: String, _ new: String, flags: UInt32) -> Int32 {
        make("renameat2") { renameat2(AT_FDCWD, old, AT_FDCWD, new, flags) }
    }

    /// Removes a file or a folder with all that is in it, as far as that can be done.
    static func removeAll(_ path: String) {
        guard fault?("remove") == nil else { return }
        try? FileManager.default.removeItem(atPath: path)
    }
}
