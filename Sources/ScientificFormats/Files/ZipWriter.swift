import CZip
internal import Foundation

extension ZipArchive {
    /// What an entry of a new archive holds.
    package enum Contents: Sendable {
        /// These bytes.
        case bytes([UInt8])
        /// What a file holds when the archive is written; it is never in memory as a whole.
        case file(String)
    }

    /// Writes an archive: whole or not at all.
    ///
    /// No times are kept, so that equal contents give equal bytes.
    ///
    /// - Parameters:
    ///   - entries: The names and contents, in their order.
    ///   - path: The archive, which may replace another file.
    /// - Throws: ``FormatError`` where an entry cannot be read, `StorageError` where the archive cannot be written.
    package static func write(_ entries: [(name: String, contents: Contents)], path: String) throws {
        let url = URL(fileURLWithPath: path)
        let (folder, name) = (url.deletingLastPathComponent().path, url.lastPathComponent)
        let staged = try StagedFolder(in: folder, for: name)
        defer { staged.discard() }
        var code: Int32 = 0
        guard let archive = zip_open(staged.path + "/" + name, ZIP_CREATE | ZIP_EXCL, &code) else {
            throw FormatError(file: path, reason: "the archive cannot be begun")
        }
        do {
            for (name, contents) in entries { try add(name, contents, to: archive, path: path) }
        } catch {
            zip_discard(archive)
            throw error
        }
        guard zip_close(archive) == 0 else {
            let reason = String(cString: zip_strerror(archive))
            zip_discard(archive)
            throw FormatError(file: path, reason: reason)
        }
        try staged.move([name], into: folder)
    }

    private static func add(_ name: String, _ contents: Contents, to archive: OpaquePointer, path: String) throws {
        let source: OpaquePointer?
        switch contents {
        case .bytes(let bytes):
            // The archive frees the copy.
            let copy = malloc(max(bytes.count, 1))
            bytes.withUnsafeBytes {
                copy?.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy!), byteCount: bytes.count)
            }
            source = zip_source_buffer(archive, copy, zip_uint64_t(bytes.count), 1)
        case .file(let file): source = zip_source_file(archive, file, 0, -1)
        }
        let index = zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        // Only an archive that takes a source frees it.
        if index < 0 { zip_source_free(source) }
        guard index >= 0, zip_file_set_dostime(archive, zip_uint64_t(index), 0, 0x21, 0) == 0 else {
            throw FormatError(file: path, place: "entry '\(name)'", reason: String(cString: zip_strerror(archive)))
        }
    }
}
