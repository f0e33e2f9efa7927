internal import Foundation
internal import NumericalMethods
internal import ScientificFormats

/// A table with a column for each class, whose lines are test samples.
struct PredictionTable {
    private let path: String
    private let part: ScoredPart
    private let table: CSVTable
    /// The column of each class.
    private let columns: [String]

    /// The columns that may name samples.
    static let nameColumns = ["sample", "pattern", "file", "file_name", "name"]

    /// Reads the columns of a file.
    ///
    /// - Throws: `FormatError` where the text is no table, or a class has no column.
    init(path: String, part: ScoredPart) throws {
        self.path = path
        self.part = part
        table = try CSVTable(bytes: FileBytes.read(path: path), path: path) { $0.trimmingCharacters(in: .whitespaces) }
        let found = table.columns
        let header = "line \(table.headerLine)"
        columns = try part.classes.map { name in
            guard
                let column = found.first(where: { $0 == name })
                    ?? found.first(where: { $0.lowercased() == name.lowercased() })
            else {
                throw FormatError(
                    file: path, place: header,
                    reason:
                        "no column for the class '\(name)'; there are: \(found.joined(separator: ", ")); the classes are "
                        + "\(part.classes.joined(separator: ", "))")
            }
            return column
        }
    }

    /// The proportions in the order of the samples, and what is to be said of how lines became samples.
    func read() throws -> (Matrix<Double>, [String]) {
        let (samples, remark) = try samples()
        var proportions = Matrix(rows: part.count, columns: part.classes.count, repeating: Double.nan)
        var lines = [Int?](repeating: nil, count: part.count)
        for (row, sample) in zip(table.rows, samples) {
            guard let sample else { continue }
            if let earlier = lines[sample] {
                throw fail(row, "\(part.label(sample)) stands in line \(earlier) already")
            }
            lines[sample] = row.line
            for (index, column) in columns.enumerated() {
                guard let value = row.number(column), value.isFinite else {
                    throw fail(
                        row, "'\(row[column])' in the column '\(column)' is no number; every test sample needs one")
                }
                proportions[sample, index] = value
            }
        }
        let missing = lines.indices.filter { lines[$0] == nil }
        if let first = missing.first {
            throw FormatError(
                file: path,
                reason: "\(missing.count) of the \(part.count) test samples have no line, the first is "
                    + part.label(first))
        }
        let used = Set(columns + Self.nameColumns + ["row", "column"])
        let others = table.columns.filter { !used.contains($0) }
        return (
            proportions,
            [remark, others.isEmpty ? nil : "columns without use: \(others.joined(separator: ", "))"].compactMap(\.self)
        )
    }

    private func fail(_ row: CSVTable.Row, _ reason: String) -> FormatError {
        FormatError(file: path, place: "line \(row.line)", reason: reason)
    }

    /// The sample of each line; nothing for one that is no test sample.
    private func samples() throws -> ([Int?], String?) {
        if let names = part.names, let column = Self.nameColumns.first(where: table.columns.contains) {
            return ignoring(table.rows.map { Self.index(of: $0[column], in: names) })
        }
        if let pixels = part.pixels, table.columns.contains("row"), table.columns.contains("column") {
            let places = Dictionary(uniqueKeysWithValues: pixels.test.enumerated().map { ($0.element, $0.offset) })
            return ignoring(
                try table.rows.map { row in
                    guard let line = Int(row["row"]), let column = Int(row["column"]), (0..<pixels.rows).contains(line),
                        (0..<pixels.columns).contains(column)
                    else {
                        throw fail(
                            row,
                            "row '\(row["row"])', column '\(row["column"])' is no pixel of an image of \(pixels.rows) x "
                                + "\(pixels.columns), counted from 0")
                    }
                    return places[line * pixels.columns + column]
                })
        }
        guard table.rows.count == part.count else {
            throw FormatError(
                file: path,
                reason:
                    "\(table.rows.count) lines of numbers, and '\(part.name)' has \(part.count) test samples; without a "
                    + "column that names them lines stand in their order")
        }
        return (Array(0..<part.count), nil)
    }

    private func ignoring(_ samples: [Int?]) -> ([Int?], String?) {
        let others = samples.count { $0 == nil }
        return (samples, others == 0 ? nil : "\(others) lines are of no test sample of '\(part.name)'")
    }

    /// The sample of a name, with or without the folder and the ending of a file.
    private static func index(of name: String, in names: [String]) -> Int? {
        let file = String(name.split(separator: "/").last ?? "")
        let stem = file.split(separator: ".").dropLast().joined(separator: ".")
        return names.firstIndex { [name, file, stem].contains($0) || $0.hasPrefix(file + ".") }
    }
}
