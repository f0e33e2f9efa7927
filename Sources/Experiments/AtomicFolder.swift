internal import Foundation

/// Folders that are there whole or not at all.
///
/// The files are written to a new folder beside the final one, synced to the disk, and put in place by one rename. A
/// crash at any moment leaves the old folder or the new one, and at worst a temporary one that the next write removes.
enum AtomicFolder {
    /// The name with which temporary folders begin.
    static let temporaryPrefix = ".unfinished-"

    /// Writes a folder, or replaces it.
    ///
    /// - Parameters:
    ///   - path: The folder; folders above it are made where they are missing.
    ///   - files: The names and contents of its files.
    /// - Throws: A ``StorageError`` that names the file.
    static func write(_ path: String, files: [(name: String, bytes: [UInt8])]) throws {
        let folder = URL(fileURLWithPath: path)
        let parent = folder.deletingLastPathComponent()
        let temporary = parent.appendingPathComponent(
            "\(temporaryPrefix)\(folder.lastPathComponent)-\(ProcessInfo.processInfo.processIdentifier)")
        do {
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            try? FileManager.default.removeItem(at: temporary)
            try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: false)
        } catch {
            throw StorageError(path: temporary.path, action: "make the folder", errno: errno)
        }
        do {
            for (name, bytes) in files {
                try writeSynced(bytes, to: temporary.appendingPathComponent(name).path)
            }
            try sync(temporary.path)
            try replace(folder.path, with: temporary.path)
            try sync(parent.path)
        } catch {
            try? FileManager.default.removeItem(at: temporary)
            throw error
        }
    }

    /// Writes one file, or replaces it, in the same way.
    static func writeFile(_ path: String, bytes: [UInt8]) throws {
        let file = URL(fileURLWithPath: path)
        let parent = file.deletingLastPathComponent()
        let temporary = parent.appendingPathComponent(
            "\(temporaryPrefix)\(file.lastPathComponent)-\(ProcessInfo.processInfo.processIdentifier)"
        ).path
        do {
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        } catch {
            throw StorageError(path: parent.path, action: "make the folder", errno: errno)
        }
        try writeSynced(bytes, to: temporary)
        guard rename(temporary, path) == 0 else { throw StorageError(path: path, action: "replace", errno: errno) }
        try sync(parent.path)
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

    /// Puts a folder in the place of another: where there is one, the two change names in one step.
    private static func replace(_ folder: String, with temporary: String) throws {
        let flags: UInt32 = FileManager.default.fileExists(atPath: folder) ? 2 /* RENAME_EXCHANGE */ : 0
        guard renameat2(AT_FDCWD, temporary, AT_FDCWD, folder, flags) == 0 else {
            throw StorageError(path: folder, action: "replace", errno: errno)
        }
        if flags != 0 { try? FileManager.default.removeItem(atPath: temporary) }
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

    public var description: String { "\(path): could not \(action): \(reason)" }
}
