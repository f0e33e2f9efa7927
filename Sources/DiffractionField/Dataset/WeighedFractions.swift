internal import ScientificFormats

/// The fractions by mass that samples were weighed to, one row for each pattern.
///
/// They stand in a table: a column `file` or `file_name` with the name of the pattern's file, and a column for each class
/// with its fraction; a sample whose fractions are all left empty is none. Commas, semicolons or tabs separate the values.
/// Names of classes may begin with a capital.
package struct WeighedFractions: Sendable, Equatable {
    /// One sample.
    package struct Sample: Sendable, Equatable {
        /// The name of its pattern's file, as it stands in the table.
        package let file: String
        /// The fraction of each class, 0 to 1, in the order of the classes, with a sum of 1 within ``sumTolerance``.
        package let fractions: [Double]
    }

    /// How far from 1 the fractions of a sample may sum, because they were rounded or weighed one by one.
    package static let sumTolerance = 1e-3

    /// The classes, in the order in which they were asked for.
    package let classes: [String]
    /// The samples, in the order of the table.
    package let samples: [Sample]

    /// The fractions that belong to a pattern's file, in the order of the classes.
    ///
    /// Zeros before the name say nothing: `01.xy` is `1.xy`.
    package subscript(file: String) -> [Double]? {
        func key(_ name: String) -> Substring { name.drop { $0 == "0" } }
        return samples.first { key($0.file) == key(file) }?.fractions
    }

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - path: The path of the table.
    ///   - classes: The classes that are expected, in the order that is wanted. The columns are found by these names, and
    ///     the table must have no others.
    /// - Returns: The fractions as they stand, not scaled to sum to 1.
    /// - Throws: `FormatError` with the line, where columns or fractions are not as they have to be.
    package static func read(path: String, classes: [String]) throws -> WeighedFractions {
        try decode(FileBytes.read(path: path), path: path, classes: classes)
    }

    /// Reads a table from the contents of a file.
    package static func decode(_ bytes: [UInt8], path: String, classes: [String]) throws -> WeighedFractions {
        func error(_ line: Int, _ reason: String) -> FormatError {
            FormatError(file: path, place: "line \(line)", reason: reason)
        }
        let table = try CSVTable(bytes: bytes, path: path) { name in
            name == "file_name" ? "file" : classes.contains(name.lowercased()) ? name.lowercased() : name
        }
        guard !table.columns.isEmpty else { throw FormatError(file: path, reason: "an empty table") }
        try check(table.columns, classes: classes, orThrow: { error(table.headerLine, $0) })

        var lines: [String: Int] = [:]
        let samples = try table.rows.filter { row in classes.contains { !row[$0].isEmpty } }.map { row in
            let file = row["file"]
            guard !file.isEmpty else { throw error(row.line, "no name of a file") }
            if let earlier = lines.updateValue(row.line, forKey: file) {
                throw error(row.line, "'\(file)' stands on line \(earlier) already")
            }
            let fractions = try classes.map { name in
                guard let fraction = row.number(name), (0...1).contains(fraction) else {
                    throw error(row.line, "'\(name)': '\(row[name])' is not a fraction from 0 to 1")
                }
                return fraction
            }
            let sum = fractions.reduce(0, +)
            guard abs(sum - 1) <= sumTolerance else {
                throw error(
                    row.line, "the fractions sum to \(NumberText.rounded(sum)), not to 1 within \(sumTolerance)")
            }
            return Sample(file: file, fractions: fractions)
        }
        guard !samples.isEmpty else { throw FormatError(file: path, reason: "a table without samples") }
        return WeighedFractions(classes: classes, samples: samples)
    }

    /// Requires a column for the name of the file and one for each class, and no others.
    private static func check(
        _ columns: [String], classes: [String], orThrow error: (String) -> FormatError
    ) throws {
        if let name = columns.first(where: { $0 != "file" && !classes.contains($0) }) {
            let expected = classes.map { "'\($0)'" }.joined(separator: ", ")
            throw error("an unknown column '\(name)'; expected are 'file' and \(expected)")
        }
        if let name = (["file"] + classes).first(where: { !columns.contains($0) }) {
            throw error("no column '\(name)'")
        }
    }
}
