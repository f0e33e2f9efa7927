/// A table that is part of the program: lines of values between commas, below one that names the columns.
struct EmbeddedTable {
    /// The names of the columns.
    let columns: [Substring]
    /// The values of each line, as many as there are columns.
    let rows: [[Substring]]

    /// Reads a table; lines that begin with `#` are comments.
    init(_ bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            .filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let columns = lines.first ?? []
        let rows = Array(lines.dropFirst())
        for row in rows {
            precondition(row.count == columns.count, "\(row.count) values in \(columns.count) columns: \(row)")
        }
        self.columns = columns
        self.rows = rows
    }

    /// The numbers of a line from one column on, as many as are asked for.
    static func numbers(_ row: [Substring], from first: Int, count: Int) -> [Double] {
        row[first..<first + count].map { text in
            guard let value = Double(text) else { preconditionFailure("'\(text)' is not a number: \(row)") }
            return value
        }
    }
}
