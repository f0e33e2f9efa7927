internal import Foundation
internal import Synchronization

/// The proof that the writer of a temporary folder lives: a locked file in it.
///
/// The kernel lets the lock go when the writer ends, however it ends, and whichever PID namespace it is in. Where locks do
/// not reach, on another host that shares the folder, the time of the file's last change is the writer's heartbeat.
final class Lease: Sendable {
    static let fileName = "lease"

    private let descriptor: Mutex<Int32?>

    private init(descriptor: Int32) { self.descriptor = Mutex(descriptor) }

    deinit { release() }

    /// Makes and locks the lease of a folder.
    ///
    /// - Returns: The lease, or nothing where the folder or the file was taken away before it was locked.
    /// - Throws: A ``StorageError`` where the file cannot be made.
    static func take(in folder: String) throws(StorageError) -> Lease? {
        let path = folder + "/" + fileName
        let descriptor = FileCall.open(path, O_RDWR | O_CREAT)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw StorageError(path: path, action: "make", errno: errno)
        }
        let lease = Lease(descriptor: descriptor)
        // A file system without locks leaves the heartbeat alone as proof.
        while FileCall.lock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_nlink > 0 else { return nil }
        return lease
    }

    /// What a try to lock the lease of a folder tells of its writer.
    enum Finding {
        /// It is dead; the lease is ours now.
        case inherited(Lease)
        /// It lives.
        case held
        /// The file is not there, or the file system has no locks.
        case unknown
    }

    /// Tries to lock the lease that a writer has left, without waiting.
    static func inherit(from folder: String) -> Finding {
        let descriptor = FileCall.open(folder + "/" + fileName, O_RDWR)
        guard descriptor >= 0 else { return .unknown }
        let lease = Lease(descriptor: descriptor)
        if FileCall.lock(descriptor, LOCK_EX | LOCK_NB) == 0 { return .inherited(lease) }
        return errno == EWOULDBLOCK ? .held : .unknown
    }

    /// Gives a sign of life.
    func renew() {
        descriptor.withLock { if let descriptor = $0 { _ = futimens(descriptor, nil) } }
    }

    /// Removes a folder that has this lease: all else first, so that a crash on the way leaves a folder that the next
    /// cleaner knows.
    ///
    /// The lease stays where something else does, which without it would be nobody's.
    func removeFolder(_ folder: String) {
        func others() -> [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0 != Self.fileName }
        }
        for name in others() { FileCall.removeAll(folder + "/" + name) }
        guard others().isEmpty else { return }
        _ = FileCall.remove(folder + "/" + Self.fileName)
        _ = FileCall.removeFolder(folder)
    }

    /// Lets the lock go.
    func release() {
        descriptor.withLock { held in
            if let descriptor = held { close(descriptor) }
            held = nil
        }
    }
}
