internal import Foundation

/// Folders that are there whole or not at all.
///
/// The files are written to a new folder beside the final one, synced to the disk, and put in place in one step. A crash
/// at any moment leaves the old folder or the new one, and at worst a temporary one that the next write removes.
package enum AtomicFolder {
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
        let url = URL(fileURLWithPath: path)
        let staged = try StagedFolder(
            in: url.deletingLastPathComponent().path, for: url.lastPathComponent, place: path + "/")
        do {
            try fill(staged.write)
            try staged.replace(path)
        } catch {
            staged.discard()
            throw error
        }
    }
}
