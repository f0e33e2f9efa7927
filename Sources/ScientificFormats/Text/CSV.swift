/// Comma-separated values as RFC 4180 describes them, in lines that end with a line feed.
package enum CSV {
    /// One record as a line, its line feed included.
    package static func line(_ fields: [String]) -> String {
        fields.map(quoted).joined(separator: ",") + "\n"
    }

    private static func quoted(_ field: String) -> String {
        guard field.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }) else {
            return field
        }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
    }

    /// Why a text is no CSV, and on which line.
    package struct Malformed: Error, Equatable {
        package let line: Int
        package let reason: String
    }

    /// The records of a text, each with the number of the line where it begins.
    ///
    /// Lines end with a line feed, with or without a carriage return before it; the last one may lack it.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - separator: What stands between two values.
    /// - Returns: The records.
    /// - Throws: ``Malformed`` for a quote inside of an unquoted field, text behind a closing quote, and a quoted field
    ///   that does not end.
    package static func records(
        of text: String, separatedBy separator: Separator = .comma
    ) throws(Malformed) -> [(line: Int, fields: [String])] {
        var records: [(line: Int, fields: [String])] = []
        var fields: [String] = []
        var field = String.UnicodeScalarView()
        var state = State.start
        var (line, firstLine) = (1, 1)

        func endField() {
            fields.append(String(field))
            field.removeAll()
            state = .start
        }
        func endRecord() {
            endField()
            records.append((firstLine, fields))
            fields = []
            firstLine = line + 1
        }
        // Scalars, because a carriage return and its line feed are one Character.
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            switch (state, scalar) {
            case (.quoted, "\""): state = .closed
            case (.closed, "\""):
                field.append(scalar)
                state = .quoted
            case (.quoted, _): field.append(scalar)
            case (_, separator.scalar): endField()
            case (_, "\n"): endRecord()
            case (.start, "\""): state = .quoted
            case (.closed, _): throw Malformed(line: line, reason: "text behind a closing quote")
            case (_, "\""): throw Malformed(line: line, reason: "a quote inside of an unquoted field")
            default:
                field.append(scalar)
                state = .plain
            }
            if scalar == "\n" { line += 1 }
        }
        guard state != .quoted else { throw Malformed(line: firstLine, reason: "a quoted field does not end") }
        if state != .start || !fields.isEmpty { endRecord() }
        return records
    }

    private enum State { case start, plain, quoted, closed }
}
