internal import Foundation

/// Devices, pipes and sockets, which others use by their names.
package enum SpecialFile {
    /// Refuses to put a file or a folder in the place of one; a link to one counts as one.
    ///
    /// Whoever may write into its folder could replace it, and then it would be gone for all.
    ///
    /// - Throws: A ``StorageError`` that names the file.
    package static func refuse(at path: String) throws(StorageError) {
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        guard [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) else {
            throw StorageError(path: path, action: "replace", reason: "it is a device, a pipe or a socket")
        }
    }
}
