internal import Foundation

/// Files that are there whole or not at all.
package enum AtomicFile {
    /// Writes a file, or replaces it in one step.
    ///
    /// - Parameters:
    ///   - bytes: Its contents.
    ///   - path: The file; folders above it are made where they are missing.
    /// - Throws: A ``StorageError`` that names the file.
    package static func write(_ bytes: some Sequence<UInt8>, path: String) throws {
        let url = URL(fileURLWithPath: path)
        let folder = url.deletingLastPathComponent().path
        let staged = try StagedFolder(
            in: folder, for: url.lastPathComponent, place: String(path.dropLast(url.lastPathComponent.count)))
        defer { staged.discard() }
        try staged.write(url.lastPathComponent, Array(bytes))
        try staged.move([url.lastPathComponent], into: folder)
    }
}
