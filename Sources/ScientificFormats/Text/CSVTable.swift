/// A table in values separated by commas, semicolons or tabs, whose first line names its columns.
///
/// Values are found by the names of their columns, so that the order of the columns does not matter.
package struct CSVTable: Sendable {
    /// The names of the columns, no two alike; none where the text is empty.
    package let columns: [String]
    /// The line of the names.
    package let headerLine: Int
    /// The rows, empty lines left out.
    package let rows: [Row]

    /// A row of the table.
    package struct Row: Sendable {
        /// The line of the text where the row begins.
        package let line: Int
        fileprivate let fields: [String]
        fileprivate let places: [String: Int]
        fileprivate let separator: CSV.Separator

        /// The value in a column, which the table must have.
        package subscript(column: String) -> String {
            guard let place = places[column] else {
                preconditionFailure("no column '\(column)' among \(places.keys.sorted())")
            }
            return fields[place]
        }

        /// The number in a column, which the table must have; nothing where there is none.
        package func number(_ column: String) -> Double? { separator.number(self[column]) }
    }

    /// Reads a table.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - separator: What stands between two values.
    ///   - rename: Gives a column the name by which its values are found.
    /// - Throws: `CSV.Malformed` where the text is no CSV, two columns have one name, or a row has another number of
    ///   values than there are columns.
    package init(
        _ text: String, separatedBy separator: CSV.Separator = .comma, renaming rename: (String) -> String = { $0 }
    ) throws(CSV.Malformed) {
        // An empty line is a record of one empty field.
        let records = try CSV.records(of: text, separatedBy: separator).filter { $0.fields != [""] }
        let header = records.first ?? (line: 1, fields: [])
        var places: [String: Int] = [:]
        columns = header.fields.map(rename)
        headerLine = header.line
        for (index, name) in columns.enumerated() where places.updateValue(index, forKey: name) != nil {
            throw CSV.Malformed(line: header.line, reason: "the column '\(name)' is there twice")
        }
        var rows: [Row] = []
        for (line, fields) in records.dropFirst() {
            guard fields.count == columns.count else {
                throw CSV.Malformed(
                    line: line, reason: "\(fields.count) fields, where the header has \(columns.count)")
            }
            rows.append(Row(line: line, fields: fields, places: places, separator: separator))
        }
        self.rows = rows
    }
    /// Reads a table that people made, from the contents of a file: separated by commas, semicolons or tabs, with or without
    /// a mark of the byte order.
    ///
    /// - Parameters:
    ///   - bytes: The contents.
    ///   - path: The file, for messages.
    ///   - rename: Gives a column the name by which its values are found.
    /// - Throws: `FormatError` with the line where the text is no table.
    package init(
        bytes: some Collection<UInt8>, path: String, renaming rename: (String) -> String = { $0 }
    ) throws(FormatError) {
        let text = String(
            decoding: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
        let separator = CSV.Separator(of: text)
        do throws(CSV.Malformed) {
            if let header = try CSV.records(of: text, separatedBy: separator).first(where: { $0.fields != [""] }),
                let reason = separator.lackOfNames(in: header.fields)
            {
                throw CSV.Malformed(line: header.line, reason: reason)
            }
            try self.init(text, separatedBy: separator, renaming: rename)
        } catch {
            throw FormatError(file: path, place: "line \(error.line)", reason: error.reason)
        }
    }
}
