internal import Foundation

/// A temporary folder whose files go to their places when all of them are written.
///
/// It lies on the same disk as these places, so that a rename brings files there. A crash at any moment leaves at worst a
/// temporary folder, which the next one of the same name removes.
package struct StagedFolder: Sendable {
    /// The name with which temporary folders begin.
    package static let temporaryPrefix = ".unfinished-"

    /// The temporary folder.
    package let path: String

    /// Makes a temporary folder, and removes those of its name that crashed writers left.
    ///
    /// - Parameters:
    ///   - parent: The folder that it is made in, which is made where it is missing.
    ///   - name: What it is for; there is one of a name at a time.
    /// - Throws: A ``StorageError``.
    package init(in parent: String, for name: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw StorageError(path: parent, action: "make the folder", errno: errno)
        }
        let prefix = Self.temporaryPrefix + name + "-"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] where name.hasPrefix(prefix) {
            guard let writer = pid_t(name.dropFirst(prefix.count).prefix { $0.isNumber }) else { continue }
            // Signal 0 only asks whether the process is there.
            if writer == getpid() || (kill(writer, 0) != 0 && errno == ESRCH) {
                try? FileManager.default.removeItem(atPath: parent + "/" + name)
            }
        }
        path = "\(parent)/\(prefix)\(getpid())"
        guard mkdir(path, 0o755) == 0 else { throw StorageError(path: path, action: "make the folder", errno: errno) }
    }

    /// Writes a file, and syncs it to the disk.
    package func write(_ name: String, _ bytes: [UInt8]) throws {
        let path = path + "/" + name
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw StorageError(path: path, action: "open for writing", errno: errno) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw StorageError(path: path, action: "write", errno: errno) }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw StorageError(path: path, action: "sync", errno: errno) }
    }

    /// Puts the folder in the place of another, which goes by a temporary name until it is removed.
    package func replace(_ folder: String) throws {
        try Self.sync(path)
        let aside = path + "-replaced"
        if rename(folder, aside) != 0 && errno != ENOENT {
            throw StorageError(path: folder, action: "replace", errno: errno)
        }
        guard rename(path, folder) == 0 else { throw StorageError(path: folder, action: "replace", errno: errno) }
        try? FileManager.default.removeItem(atPath: aside)
        try Self.sync(URL(fileURLWithPath: folder).deletingLastPathComponent().path)
    }

    /// Moves files into a folder that may hold others, in their order.
    ///
    /// The last one goes first and comes last, so that it never stands beside files of two writers.
    ///
    /// - Parameters:
    ///   - names: The names, of which all must have been written.
    ///   - folder: The folder.
    /// - Throws: A ``StorageError``, before anything is moved where a file is missing.
    package func move(_ names: [String], into folder: String) throws {
        for name in names {
            guard access(path + "/" + name, F_OK) == 0 else {
                throw StorageError(path: path + "/" + name, action: "find", errno: errno)
            }
            try Self.sync(path + "/" + name)
        }
        if let mark = names.last, unlink(folder + "/" + mark) != 0, errno != ENOENT {
            throw StorageError(path: folder + "/" + mark, action: "replace", errno: errno)
        }
        for name in names where rename("\(path)/\(name)", "\(folder)/\(name)") != 0 {
            throw StorageError(path: folder + "/" + name, action: "replace", errno: errno)
        }
        try Self.sync(folder)
    }

    /// Removes the folder with all that is still in it.
    package func discard() { try? FileManager.default.removeItem(atPath: path) }

    private static func sync(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StorageError(path: path, action: "open", errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StorageError(path: path, action: "sync", errno: errno) }
    }
}
