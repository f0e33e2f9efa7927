/// What is said of lines that are no rows, with what to do about it.
extension NumberTable {
    /// What programs write where nothing was measured.
    private static let missing: Set<String> = ["-", "--", "---", "n/a", "na", "#n/a", "null", "none", "?"]
    static let missingCure = "; write nan where nothing was measured"

    /// The error of a field that is no number.
    func noNumber(_ line: Int, _ column: Int, _ field: String) -> FormatError {
        let comma = UInt8(ascii: ",")
        let other = separator.point == comma ? UInt8(ascii: ".") : comma
        let hasOtherPoint =
            !places.isEmpty
            && Array(field.utf8).withUnsafeBufferPointer {
                DecimalNumber.parse($0, point: other) != nil
            }
        let reason =
            if let cure = DigitGroups.cure(for: field) {
                "is not a number" + cure
            } else if hasOtherPoint {
                other == comma
                    ? "has a decimal comma, where lines before have decimal points; write decimal points throughout"
                    : "has a decimal point, where lines before have commas; write decimal points throughout, and no sign "
                        + "between thousands"
            } else if Self.missing.contains(field.lowercased()) {
                "is not a number" + Self.missingCure
            } else {
                "is not a number" + (places.isEmpty ? "; where the line belongs to the header, write # before it" : "")
            }
        return text.error(line, "column \(column + 1): '\(field)' \(reason)")
    }

    /// What to do where the first row is none.
    var firstLineCure: String {
        "; where line \(places[0]) belongs to the header, write # before it"
    }

    /// The error of words with rows behind them.
    func amongNumbers(_ words: Words) -> FormatError {
        text.error(
            words.line,
            "words among the numbers; write # before them to leave them out, or, where another pattern begins, keep one in "
                + "the file")
    }

    /// Requires that words behind the last row give no number but that of the points.
    func checkEnd() throws {
        for words in end {
            let numbers = words.text.split { !$0.isASCII || !$0.isNumber }
            guard numbers.allSatisfy({ Int($0) == places.count }) else {
                throw text.error(
                    words.line,
                    "words behind the numbers with a number that is not that of the points, \(places.count); write # before "
                        + "them to leave them out")
            }
        }
    }
}
