internal import ArgumentParser
internal import Commands
internal import DeclarativeFiles
internal import Foundation
internal import PowderDiffraction
internal import ScientificFormats

/// A table of patterns, each with the phases and the radiation of its own.
///
/// The column `file` is needed. `phases` and `impurities` list names and files, separated by commas or semicolons;
/// `tube`, `wavelength` and `internal_standard` say what the options of these names say; where a cell is empty or a column
/// is missing the command line's options hold. Commas or semicolons separate columns. Paths are relative to the table.
/// Other columns are passed over, but for a misspelt one, which is an error.
struct PatternList: Sendable {
    /// A row of the table.
    struct Row: Sendable {
        let line: Int
        /// The pattern, with the table's folder before a relative path.
        let path: String
        /// Names and files, or nothing where the row has none.
        let phases: [String]?
        let impurities: [String]?
        let tube: XRayTube?
        let wavelength: Double?
        let standard: InternalStandard?
    }

    let path: String
    let rows: [Row]
    /// Columns that are not known here, by their names, with a cell for each row.
    let others: [String: [String]]

    private static let columns = ["file", "phases", "impurities", "tube", "wavelength", "internal_standard"]

    /// Reads a table.
    ///
    /// - Throws: `FormatError` with the line of what is wrong.
    static func read(path: String) throws -> PatternList {
        let table = try PatternTable.read(path: path)
        for name in table.columns where !columns.contains(name) {
            if let meant = Spelling.suggestion(for: name, among: columns) {
                throw table.error(table.headerLine, "an unknown column '\(name)'; did you mean '\(meant)'?")
            }
        }
        let others = table.columns.filter { !columns.contains($0) }
        return try PatternList(
            path: path, rows: table.rows.map { try row($0, of: table) },
            others: Dictionary(
                uniqueKeysWithValues: others.map { name in (name, table.rows.map { $0.cells[name] ?? "" }) })
        )
    }

    private static func row(_ row: PatternTable.Row, of table: PatternTable) throws -> Row {
        func cell(_ name: String) -> String? { row.cells[name].flatMap { $0.isEmpty ? nil : $0 } }
        func names(_ column: String) -> [String]? {
            cell(column).map { text in
                text.split { ",;".contains($0) }.map { $0.trimmingCharacters(in: .whitespaces) }
                    .filter { !$0.isEmpty }.map(table.placed)
            }
        }
        func value<Value>(_ column: String, _ what: String, _ read: (String) -> Value?) throws -> Value? {
            guard let text = cell(column) else { return nil }
            guard let value = read(text) else { throw table.error(row.line, "'\(column)': '\(text)' is not \(what)") }
            return value
        }
        let tube = try value("tube", "one of \(XRayTube.allCases.map(\.rawValue).joined(separator: ", "))") {
            XRayTube(argument: $0)
        }
        let wavelength = try value("wavelength", "a wavelength from 0.1 to 5 Å") { text in
            Double(text.replacing(",", with: ".")).flatMap { (0.1...5).contains($0) ? $0 : nil }
        }
        guard tube == nil || wavelength == nil else {
            throw table.error(row.line, "a tube means a doublet and a wavelength a single line: give one of them")
        }
        return try Row(
            line: row.line, path: row.path, phases: names("phases"), impurities: names("impurities"), tube: tube,
            wavelength: wavelength,
            standard: value("internal_standard", "a phase and a percentage, such as corundum=10") {
                StandardArgument(argument: $0)?.standard
            })
    }
}
