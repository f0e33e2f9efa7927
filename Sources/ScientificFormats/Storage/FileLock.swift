internal import Foundation

/// A locked file, by which programs take turns.
///
/// The kernel lets it go when its holder ends, however it ends. On a file system without locks everybody holds it.
package final class FileLock {
    private let path: String
    private let descriptor: Int32

    /// Locks a file, which is made where it is missing, as soon as nobody else holds it.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - wait: Called once where somebody else holds it.
    /// - Throws: A ``StorageError`` where the file cannot be made.
    package init(path: String, wait: () -> Void) throws(StorageError) {
        self.path = path
        var isTold = false
        while true {
            let descriptor = FileCall.open(path, O_RDWR | O_CREAT)
            guard descriptor >= 0 else { throw StorageError(path: path, action: "make", errno: errno) }
            if FileCall.lock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
                if !isTold { wait() }
                isTold = true
                while FileCall.lock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
            }
            // Whoever held it has removed it: the next one at this path is another.
            var status = stat()
            if fstat(descriptor, &status) == 0, status.st_nlink > 0 {
                self.descriptor = descriptor
                return
            }
            close(descriptor)
        }
    }

    /// Removes the file and lets it go.
    deinit {
        unlink(path)
        close(descriptor)
    }
}
