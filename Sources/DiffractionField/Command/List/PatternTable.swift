internal import Foundation
internal import ScientificFormats

/// A table with a row for each pattern, whose column `file` says which.
///
/// Commas, semicolons or tabs separate the columns. `file_name` and `pattern` mean `file`.
struct PatternTable: Sendable {
    /// A row.
    struct Row: Sendable {
        let line: Int
        /// The pattern, with the table's folder before a relative path.
        let path: String
        /// The other cells by their columns, without blanks around them.
        let cells: [String: String]
    }

    let path: String
    let columns: [String]
    let headerLine: Int
    let rows: [Row]

    /// Reads a table.
    ///
    /// - Throws: `FormatError` where it is none, has no column `file` or no row, or a row names no file.
    static func read(path: String) throws -> PatternTable {
        let table = try CSVTable(bytes: FileBytes.read(path: path), path: path) { name in
            let name = name.trimmingCharacters(in: .whitespaces)
            return ["file_name", "pattern"].contains(name) ? "file" : name
        }
        guard table.columns.contains("file") else {
            throw FormatError(file: path, reason: "no column 'file', which names the patterns")
        }
        guard !table.rows.isEmpty else { throw FormatError(file: path, reason: "a table without patterns") }
        let rows = try table.rows.map { row in
            let cells = table.columns.map { ($0, row[$0].trimmingCharacters(in: .whitespaces)) }
            let named = Dictionary(uniqueKeysWithValues: cells)
            guard let file = named["file"], !file.isEmpty else {
                throw FormatError(file: path, place: "line \(row.line)", reason: "no name of a file")
            }
            return Row(line: row.line, path: placed(file, besides: path), cells: named)
        }
        return PatternTable(path: path, columns: table.columns, headerLine: table.headerLine, rows: rows)
    }

    /// An error at a line of the table.
    func error(_ line: Int, _ reason: String) -> FormatError {
        FormatError(file: path, place: "line \(line)", reason: reason)
    }

    /// The name of a phase as it is, and the path of a file of structures beside the table.
    func placed(_ name: String) -> String {
        let file = name.prefix { $0 != "#" }.lowercased()
        return [".cif", ".mcif", ".yaml", ".yml"].contains(where: file.hasSuffix)
            ? Self.placed(name, besides: path) : name
    }

    private static func placed(_ file: String, besides table: String) -> String {
        let folder = (table as NSString).deletingLastPathComponent
        return file.hasPrefix("/") || folder.isEmpty ? file : folder + "/" + file
    }
}
