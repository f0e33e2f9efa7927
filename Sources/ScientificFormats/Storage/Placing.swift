internal import Foundation

/// Renames that `rename` alone cannot do.
enum Placing {
    /// Flags of `renameat2`, as `linux/fs.h` has them.
    private static let noReplace: UInt32 = 1
    private static let exchange: UInt32 = 2

    /// Puts a folder in the place of another one, which goes to where the first was, or aside.
    ///
    /// - Parameters:
    ///   - new: The folder.
    ///   - path: The place, where something may be.
    ///   - aside: Where what was there goes, on a file system that cannot exchange.
    ///   - canExchange: Whether an exchange is tried.
    /// - Throws: A ``StorageError``.
    static func put(_ new: String, inPlaceOf path: String, aside: String, canExchange: Bool = true) throws {
        try SpecialFile.refuse(at: path)
        // Another writer may come and go between two steps; each round ends with one of ours.
        for _ in 0..<100 {
            if renameWithoutReplacing(new, to: path) { return }
            guard errno == EEXIST || errno == ENOTEMPTY else { break }
            if canExchange, FileCall.rename(new, path, flags: exchange) == 0 { return }
            if canExchange, errno == ENOENT { continue }
            guard !canExchange || errno == EINVAL || errno == ENOSYS || errno == ENOTSUP else { break }
            guard FileCall.rename(path, aside) == 0 || errno == ENOENT else { break }
        }
        throw StorageError(path: path, action: "replace", errno: errno)
    }

    /// Renames a file or folder where nothing has the new name, or an empty folder has it at most.
    static func renameWithoutReplacing(_ old: String, to new: String) -> Bool {
        if FileCall.rename(old, new, flags: noReplace) == 0 { return true }
        guard errno == EINVAL || errno == ENOSYS || errno == ENOTSUP else { return false }
        // Without that flag: a folder takes the place of nothing but an empty folder.
        var status = stat()
        guard lstat(new, &status) != 0 || status.st_mode & S_IFMT == S_IFDIR else {
            errno = EEXIST
            return false
        }
        return FileCall.rename(old, new) == 0
    }
}
