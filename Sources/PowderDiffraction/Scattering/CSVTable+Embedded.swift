internal import ScientificFormats

extension CSVTable {
    /// Reads a table that is part of the program; lines that begin with `#` are comments.
    init(embedded bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        do {
            try self.init(lines.filter { !$0.hasPrefix("#") }.joined(separator: "\n"))
        } catch {
            preconditionFailure("a table that is part of the program, line \(error.line): \(error.reason)")
        }
    }
}

extension CSVTable.Row {
    /// The number in a column.
    func number(_ column: String) -> Double {
        guard let value = Double(self[column]) else { preconditionFailure("'\(self[column])' is no \(column)") }
        return value
    }

    /// The atomic number of the row's element.
    var atomicNumber: Int? { Int(self["atomic_number"]) }
}
