internal import ScientificFormats

/// The fractions by mass that samples were weighed to, one row for each pattern.
///
/// They stand in a table: a column `file` or `file_name` with the name of the pattern's file, and a column for each class
/// with its fraction. Commas separate the values, or semicolons where the first line has no comma. Names of classes may
/// begin with a capital.
public struct WeighedFractions: Sendable, Equatable {
    /// One sample.
    public struct Sample: Sendable, Equatable {
        /// The name of its pattern's file, as it stands in the table.
        public let file: String
        /// The fraction of each class, 0 to 1, in the order of the classes, with a sum of 1 within ``sumTolerance``.
        public let fractions: [Double]
    }

    /// How far from 1 the fractions of a sample may sum, because they were rounded or weighed one by one.
    public static let sumTolerance = 1e-3

    /// The classes, in the order in which they were asked for.
    public let classes: [String]
    /// The samples, in the order of the table.
    public let samples: [Sample]

    /// The fractions that belong to a pattern's file, in the order of the classes.
    ///
    /// Zeros before the name say nothing: `01.xy` is `1.xy`.
    public subscript(file: String) -> [Double]? {
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
    public static func read(path: String, classes: [String]) throws -> WeighedFractions {
        try decode(FileBytes.read(path: path), path: path, classes: classes)
    }

    /// Reads a table from the contents of a file.
    package static func decode(_ bytes: [UInt8], path: String, classes: [String]) throws -> WeighedFractions {
        func error(_ line: Int, _ reason: String) -> FormatError {
            FormatError(file: path, place: "line \(line)", reason: reason)
        }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        var records: [(line: Int, fields: [String])]
        do {
            records = try CSV.records(of: withCommas(String(decoding: text, as: UTF8.self)))
        } catch {
            throw FormatError(file: path, place: "line \(error.line)", reason: error.reason)
        }
        // An empty line is a record of one empty field.
        records.removeAll { $0.fields == [""] }
        guard let header = records.first else { throw FormatError(file: path, reason: "an empty table") }
        let columns = try columns(of: header.fields, classes: classes, orThrow: { error(header.line, $0) })

        var lines: [String: Int] = [:]
        let samples = try records.dropFirst().map { line, fields in
            guard fields.count == header.fields.count else {
                throw error(line, "\(fields.count) fields, where the header has \(header.fields.count)")
            }
            let file = fields[columns.file]
            guard !file.isEmpty else { throw error(line, "no name of a file") }
            if let earlier = lines.updateValue(line, forKey: file) {
                throw error(line, "'\(file)' stands on line \(earlier) already")
            }
            let fractions = try zip(classes, columns.classes).map { name, column in
                guard let fraction = plainNumber(fields[column].utf8), (0...1).contains(fraction) else {
                    throw error(line, "'\(name)': '\(fields[column])' is not a fraction from 0 to 1")
                }
                return fraction
            }
            let sum = fractions.reduce(0, +)
            guard abs(sum - 1) <= sumTolerance else {
                throw error(line, "the fractions sum to \(sum), not to 1 within \(sumTolerance)")
            }
            return Sample(file: file, fractions: fractions)
        }
        guard !samples.isEmpty else { throw FormatError(file: path, reason: "a table without samples") }
        return WeighedFractions(classes: classes, samples: samples)
    }

    /// A table with commas between its values, whether they or semicolons stood there.
    private static func withCommas(_ text: String) -> String {
        let header = text.prefix { !$0.isNewline }
        return header.contains(",") ? text : text.replacing(";", with: ",")
    }

    /// Where the name of the file and the fraction of each class stand.
    private static func columns(
        of header: [String], classes: [String], orThrow error: (String) -> FormatError
    ) throws -> (file: Int, classes: [Int]) {
        let header = header.map { name in
            name == "file_name" ? "file" : classes.contains(name.lowercased()) ? name.lowercased() : name
        }
        for (index, name) in header.enumerated() {
            guard !header[..<index].contains(name) else { throw error("the column '\(name)' is there twice") }
            guard name == "file" || classes.contains(name) else {
                throw error(
                    "an unknown column '\(name)'; expected are 'file' and \(classes.map { "'\($0)'" }.joined(separator: ", "))"
                )
            }
        }
        func column(_ name: String) throws -> Int {
            guard let index = header.firstIndex(of: name) else { throw error("no column '\(name)'") }
            return index
        }
        return (try column("file"), try classes.map(column))
    }
}
