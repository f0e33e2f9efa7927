internal import ArgumentParser
internal import Commands
internal import Foundation
internal import ScientificFormats

/// What a series of patterns is shown against, with a number for each pattern.
struct SeriesAxis: Sendable {
    let label: String
    let places: [Double]

    /// The order of so many patterns, from 1.
    init(order count: Int) {
        label = "pattern, in the order given"
        places = (0..<count).map { Double($0 + 1) }
    }

    /// Finds the numbers that an option asks for.
    ///
    /// - Parameters:
    ///   - wanted: `TABLE.csv:COLUMN`, or a column of the list.
    ///   - patterns: The patterns' files.
    ///   - list: The table that the patterns come from, if they do.
    /// - Throws: A `ValidationError` where there is no such column, and `FormatError` where it has no number for a pattern.
    init(_ wanted: String, patterns: [String], list: PatternList?) throws {
        if let list, let cells = list.others[wanted] {
            label = wanted
            places = try zip(list.rows, cells).map { row, cell in
                try Self.number(cell, file: list.path, line: row.line, column: wanted)
            }
            return
        }
        guard let colon = wanted.lastIndex(of: ":") else {
            throw ValidationError(
                "--series wants TABLE.csv:COLUMN\(list == nil ? "" : ", or a column of the table of --list"), and not "
                    + "'\(wanted)'")
        }
        let (path, column) = (String(wanted[..<colon]), String(wanted[wanted.index(after: colon)...]))
        let table = try PatternTable.read(path: path)
        guard table.columns.contains(column), column != "file" else {
            throw ValidationError("\(path) has no column '\(column)'")
        }
        label = column
        var rows: [String: PatternTable.Row] = [:]
        for row in table.rows {
            for key in Self.keys(row.path) where rows[key] == nil { rows[key] = row }
        }
        places = try patterns.map { pattern in
            guard let row = Self.keys(pattern).lazy.compactMap({ rows[$0] }).first else {
                throw FormatError(file: path, reason: "has no row for '\(pattern)'")
            }
            return try Self.number(row.cells[column] ?? "", file: path, line: row.line, column: column)
        }
    }

    /// What a pattern is known by: its path, the name of its file, and that without its ending.
    private static func keys(_ path: String) -> [String] {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        return [url.path, url.lastPathComponent, url.deletingPathExtension().lastPathComponent]
    }

    private static func number(_ cell: String, file: String, line: Int, column: String) throws -> Double {
        guard let number = Double(cell.replacing(",", with: ".")), number.isFinite else {
            throw FormatError(file: file, place: "line \(line)", reason: "'\(column)': '\(cell)' is not a number")
        }
        return number
    }
}
