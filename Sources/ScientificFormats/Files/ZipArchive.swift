import CZip

/// A zip archive, whose entries are read into memory and never written to disk.
public struct ZipArchive {
    /// The names of the entries, in the order of the archive, folders included.
    public let entryNames: [String]
    private let archive: OpenArchive

    /// Opens an archive.
    ///
    /// - Throws: ``FormatError`` where the file cannot be read or is not a zip archive.
    public init(path: String) throws {
        archive = try OpenArchive(path: path)
        entryNames = archive.entryNames()
    }

    /// What an entry holds, its checksum verified.
    ///
    /// - Parameters:
    ///   - name: The name of the entry, as in ``entryNames``.
    ///   - limit: The largest number of bytes that is accepted, whatever the archive says of the entry's size.
    /// - Returns: The bytes of the entry.
    /// - Throws: ``FormatError`` where there is no such entry, or it is damaged, encrypted or larger than the limit.
    public func contents(of name: String, limit: Int) throws -> [UInt8] {
        try archive.contents(of: name, limit: limit)
    }
}

/// The open archive, closed when it is let go.
private final class OpenArchive {
    private let path: String
    private let archive: OpaquePointer

    init(path: String) throws {
        // libzip opens anything that can be read, pipes included.
        _ = try OpenFile(path: path)
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY, &code) else {
            var error = zip_error_t()
            zip_error_init_with_code(&error, code)
            defer { zip_error_fini(&error) }
            throw FormatError(file: path, reason: String(cString: zip_error_strerror(&error)))
        }
        self.path = path
        self.archive = archive
    }

    deinit { zip_discard(archive) }

    func entryNames() -> [String] {
        (0..<max(zip_get_num_entries(archive, 0), 0)).compactMap { index in
            zip_get_name(archive, zip_uint64_t(index), 0).map { String(cString: $0) }
        }
    }

    func contents(of name: String, limit: Int) throws -> [UInt8] {
        func error(_ reason: String) -> FormatError {
            FormatError(file: path, place: "entry '\(name)'", reason: reason)
        }
        let index = zip_name_locate(archive, name, 0)
        guard index >= 0 else { throw error("no such entry") }
        guard let entry = zip_fopen_index(archive, zip_uint64_t(index), 0) else {
            throw error(String(cString: zip_strerror(archive)))
        }
        defer { zip_fclose(entry) }

        // The size that the archive states may be a lie, so the bytes are counted as they come. Reading on to the end
        // makes libzip compare the checksum.
        var contents: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Int(zip_fread(entry, &chunk, zip_uint64_t(chunk.count)))
            guard count >= 0 else { throw error(String(cString: zip_file_strerror(entry))) }
            if count == 0 { return contents }
            guard count <= limit - contents.count else {
                throw error("larger than the \(limit) bytes that are accepted")
            }
            contents += chunk[..<count]
        }
    }
}

extension ZipArchive {
    /// Whether a file is a zip archive that names an entry with a text in its name.
    ///
    /// Names stand in the headers of the entries and in the directory at the end; only the ends of a file are looked at.
    static func recognizes(_ bytes: [UInt8], entry: String) -> Bool {
        guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return false }
        let text = Array(entry.utf8)
        func holds(_ part: ArraySlice<UInt8>) -> Bool {
            part.indices.contains { part[$0] == text[0] && part[$0...].starts(with: text) }
        }
        return holds(bytes.prefix(1 << 16)) || holds(bytes.suffix(1 << 16))
    }
}
