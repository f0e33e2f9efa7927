internal import Foundation

/// Folders that are there whole or not at all.
///
/// The files are written to a new folder beside the final one, synced to the disk, and put in place by a rename. A crash
/// at any moment leaves a whole folder or none, and at worst a temporary one that the next write removes.
package enum AtomicFolder {
    /// The name with which temporary folders begin.
    package static let temporaryPrefix = ".unfinished-"

    /// Writes a folder, or replaces it.
    ///
    /// - Parameters:
    ///   - path: The folder; folders above it are made where they are missing.
    ///   - files: The names and contents of its files.
    /// - Throws: A ``StorageError`` that names the file.
    package static func write(_ path: String, files: [(name: String, bytes: [UInt8])]) throws {
        try write(path) { add in
            for (name, bytes) in files { try add(name, bytes) }
        }
    }

    /// Writes a folder, or replaces it, whose files are handed over one by one.
    ///
    /// - Parameters:
    ///   - path: The folder; folders above it are made where they are missing.
    ///   - fill: Calls the function that it gets with the name and the contents of each file. What it throws leaves
    ///     everything as it was.
    /// - Throws: A ``StorageError`` that names the file, or what `fill` throws.
    package static func write(
        _ path: String, fill: (_ add: (_ name: String, _ bytes: [UInt8]) throws -> Void) throws -> Void
    ) throws {
        let (parent, temporary) = try prepare(path)
        do {
            guard mkdir(temporary, 0o755) == 0 else {
                throw StorageError(path: temporary, action: "make the folder", errno: errno)
            }
            try fill { name, bytes in try writeSynced(bytes, to: temporary + "/" + name) }
            try sync(temporary)
            try replace(path, with: temporary)
            try sync(parent)
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw error
        }
    }

    /// Makes the folder above a path, removes what crashed writers left there, and names a temporary place beside it.
    private static func prepare(_ path: String) throws -> (parent: String, temporary: String) {
        let url = URL(fileURLWithPath: path)
        let parent = url.deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw StorageError(path: parent, action: "make the folder", errno: errno)
        }
        let prefix = temporaryPrefix + url.lastPathComponent + "-"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] where name.hasPrefix(prefix) {
            guard let writer = pid_t(name.dropFirst(prefix.count).prefix { $0.isNumber }) else { continue }
            // Signal 0 only asks whether the process is there.
            if writer == getpid() || (kill(writer, 0) != 0 && errno == ESRCH) {
                try? FileManager.default.removeItem(atPath: parent + "/" + name)
            }
        }
        return (parent, "\(parent)/\(prefix)\(getpid())")
    }

    private static func writeSynced(_ bytes: [UInt8], to path: String) throws {
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

    private static func sync(_ folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StorageError(path: folder, action: "open", errno: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StorageError(path: folder, action: "sync", errno: errno) }
    }

    /// Puts a folder in the place of another, which goes by a temporary name until it is removed.
    private static func replace(_ folder: String, with temporary: String) throws {
        let aside = temporary + "-replaced"
        if rename(folder, aside) != 0 && errno != ENOENT {
            throw StorageError(path: folder, action: "replace", errno: errno)
        }
        guard rename(temporary, folder) == 0 else {
            throw StorageError(path: folder, action: "replace", errno: errno)
        }
        try? FileManager.default.removeItem(atPath: aside)
    }
}

/// A result could not be stored.
public struct StorageError: Error, Equatable, CustomStringConvertible {
    /// The file or folder.
    public let path: String
    /// What could not be done with it.
    public let action: String
    /// What the system said.
    public let reason: String

    init(path: String, action: String, errno code: Int32) {
        self.path = path
        self.action = action
        reason = String(cString: strerror(code))
    }

    /// The path, what could not be done with it, and why.
    public var description: String { "\(path): could not \(action): \(reason)" }
}
