internal import Foundation

/// A temporary folder whose files go to their places when all of them are written.
///
/// It lies on the same disk as these places, so that a rename brings files there:
///
/// ```
/// .unfinished-NAME@HOST.BOOT.TOKEN/
///     lease       locked as long as the writer lives
///     files/      what is written; after an exchange, what was replaced
///     replaced/   what was replaced, where the file system cannot exchange
/// ```
///
/// A crash at any moment leaves at worst such a folder. The next writer into the same parent removes it, as
/// ``LeftOvers`` says. Errors name the places that files are to have: nobody knows the temporary folder, and it is gone.
package struct StagedFolder: Sendable {
    /// The name with which temporary folders begin.
    package static let temporaryPrefix = ".unfinished-"

    /// The folder that the files are written to.
    package let path: String
    /// What stands before the name of a file that is in its place, as people know it.
    private let place: String
    private let outer: String
    private let lease: Lease

    /// Makes a temporary folder, and removes those that crashed writers left in the same parent.
    ///
    /// - Parameters:
    ///   - parent: The folder that it is made in, which is made where it is missing.
    ///   - name: What it is for, which errors name where the folder cannot be made.
    ///   - place: What errors put before the names of its files: the folder that these are to be in, with a slash. It is the
    ///     parent where none is given.
    ///   - removesLeftOvers: Whether the parent is searched for those of crashed writers. Whoever writes many files into one
    ///     folder searches it once, with ``LeftOvers/remove(in:)``: each search takes a time in proportion to what is there.
    /// - Throws: A ``StorageError``.
    package init(in parent: String, for name: String, place: String? = nil, removesLeftOvers: Bool = true) throws {
        self.place = place ?? parent + "/"
        try Self.makeFolders(parent)
        if removesLeftOvers { LeftOvers.remove(in: parent) }
        (outer, lease) = try Self.makeLeased(in: parent, for: name)
        path = outer + "/" + Self.filesName
        guard FileCall.makeFolder(path) == 0 else {
            let error = Self.unmade(parent, name, errno)
            discard()
            throw error
        }
    }

    private static func unmade(_ parent: String, _ name: String, _ code: Int32) -> StorageError {
        StorageError(path: parent + "/" + name, action: "make a temporary folder for it", errno: code)
    }

    /// Does something that writes into the folder.
    ///
    /// - Parameter body: What is done.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws, where files of the folder are named by the places that they are to have.
    package func naming<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as FormatError {
            throw FormatError(file: placed(error.file), place: error.place, reason: error.reason)
        } catch let error as StorageError {
            throw StorageError(path: placed(error.path), action: error.action, reason: error.reason)
        }
    }

    /// Where a file of the folder, or the folder itself, is to be; other files are where they are.
    private func placed(_ file: String) -> String {
        for root in [path, URL(fileURLWithPath: path).path] {
            if file == root { return place.count > 1 ? String(place.dropLast()) : place }
            if file.hasPrefix(root + "/") { return place + file.dropFirst(root.count + 1) }
        }
        return file
    }

    static let filesName = "files"
    static let replacedName = "replaced"

    private static func makeFolders(_ path: String) throws {
        guard !isFolder(path) else { return }
        let above = URL(fileURLWithPath: path).deletingLastPathComponent().path
        if above != path { try makeFolders(above) }
        guard FileCall.makeFolder(path) != 0 else { return }
        let code = errno
        // Another writer may have made it meanwhile.
        guard isFolder(path) else { throw StorageError(path: path, action: "make the folder", errno: code) }
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Makes the outer folder and its lease; a cleaner that comes in between takes the folder away, and another is made.
    private static func makeLeased(in parent: String, for name: String) throws -> (String, Lease) {
        for _ in 0..<100 {
            let outer = "\(parent)/\(temporaryPrefix)\(name)@\(WriterName.current(token: .random(in: 0 ... .max)))"
            guard FileCall.makeFolder(outer) == 0 else {
                throw unmade(parent, name, errno)
            }
            do {
                if let lease = try Lease.take(in: outer) { return (outer, lease) }
            } catch {
                _ = FileCall.removeFolder(outer)
                throw StorageError(
                    path: parent + "/" + name, action: "make a temporary folder for it", reason: error.reason)
            }
        }
        throw unmade(parent, name, EBUSY)
    }

    /// Writes a file, and syncs it to the disk.
    package func write(_ name: String, _ bytes: [UInt8]) throws {
        try naming { try write(bytes, path: path + "/" + name) }
        lease.renew()
    }

    private func write(_ bytes: [UInt8], path: String) throws {
        let descriptor = FileCall.open(path, O_WRONLY | O_CREAT | O_TRUNC)
        guard descriptor >= 0 else { throw StorageError(path: path, action: "open for writing", errno: errno) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { FileCall.write(descriptor, $0) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw StorageError(path: path, action: "write", errno: errno) }
            written += count
        }
        guard FileCall.sync(descriptor) == 0 else { throw StorageError(path: path, action: "sync", errno: errno) }
    }

    /// Puts the folder in the place of another in one step, and removes what was there.
    ///
    /// Where the file system can exchange two folders, there is always one or the other. Where it cannot, there is a
    /// moment with none; a crash in that moment leaves the old one aside, and ``LeftOvers`` puts it back.
    package func replace(_ folder: String) throws {
        try naming { try Self.sync(path) }
        try Placing.put(path, inPlaceOf: folder, aside: outer + "/" + Self.replacedName)
        try Self.sync(URL(fileURLWithPath: folder).deletingLastPathComponent().path)
        discard()
    }

    /// Moves files into a folder that may hold others, in their order.
    ///
    /// The last of several goes first and comes last, so that it never stands beside files of two writers. A single one
    /// takes the place of an older one in one step.
    ///
    /// - Parameters:
    ///   - names: The names, of which all must have been written.
    ///   - folder: The folder.
    /// - Throws: A ``StorageError``, before anything is moved where a file is missing, or a device, a pipe or a socket has its place.
    package func move(_ names: [String], into folder: String) throws {
        try naming {
            for name in names {
                guard access(path + "/" + name, F_OK) == 0 else {
                    throw StorageError(path: path + "/" + name, action: "find", errno: errno)
                }
                try Self.sync(path + "/" + name)
            }
        }
        for name in names {
            do {
                try SpecialFile.refuse(at: "\(folder)/\(name)")
            } catch {
                throw StorageError(path: place + name, action: error.action, reason: error.reason)
            }
        }
        if names.count > 1, let mark = names.last, FileCall.remove(folder + "/" + mark) != 0, errno != ENOENT {
            throw StorageError(path: place + mark, action: "replace", errno: errno)
        }
        for name in names where FileCall.rename("\(path)/\(name)", "\(folder)/\(name)") != 0 {
            throw StorageError(path: place + name, action: "replace", errno: errno)
        }
        try Self.sync(folder)
    }

    /// Removes the folder with all that is still in it.
    package func discard() {
        lease.removeFolder(outer)
        lease.release()
    }

    private static func sync(_ path: String) throws {
        let descriptor = FileCall.open(path, O_RDONLY)
        guard descriptor >= 0 else { throw StorageError(path: path, action: "open", errno: errno) }
        defer { close(descriptor) }
        guard FileCall.sync(descriptor) == 0 else { throw StorageError(path: path, action: "sync", errno: errno) }
    }
}
