/// The line that names the columns of a table of numbers.
struct ColumnHeading {
    /// Its number.
    let line: Int
    /// The names, nothing for a column without one.
    let names: [String?]
    /// What the names mean, nothing for one that is not known.
    let columns: [PowderColumn?]

    /// Finds the heading: the last line before the numbers that names as many columns as there are, with an axis and an
    /// intensity among them; without such a line the last one, where it may be a heading.
    init?(of table: NumberTable) {
        var last: (line: Int, names: [String?], columns: [PowderColumn?])?
        let lines = table.words.filter { $0.line < table.places[0] }
        for words in lines.reversed() {
            let isLast = words.line == lines.last?.line
            // Of `"x" "y"` the first quote is no mark of a comment.
            for text in words.text.hasPrefix("\"") ? [words.text, words.plain] : [words.plain, words.text] {
                for (fields, isExact) in Self.fields(of: text, table.separator.mark) {
                    guard let names = Self.names(fields, table) else { continue }
                    let columns = names.map {
                        $0.flatMap { $0.isEmpty ? PowderColumn.unused : PowderColumn(heading: $0) }
                    }
                    if columns.contains(where: { $0?.isAxis == true }), columns.contains(where: { $0?.quantity != nil })
                    {
                        (line, self.names, self.columns) = (words.line, names, columns)
                        return
                    }
                    // Beneath the names may stand a line of units or of remarks.
                    if isLast, last == nil,
                        Self.mayBeHeading(columns, names, isExact: isExact, isComment: words.isComment)
                    {
                        last = (words.line, names, columns)
                    }
                }
            }
        }
        if let last {
            (line, names, columns) = last
            return
        }
        // FIT2D and its like name each axis on a line of its own.
        for words in lines where words.plain.contains(where: { "([^".contains($0) }) {
            let name = words.plain.trimmingBlanks
            guard let axis = PowderColumn(heading: name), axis.isAxis, table.columns.count == 2 else { continue }
            (line, names, columns) = (words.line, [name, nil], [axis, .intensity(.unknown)])
            return
        }
        return nil
    }

    /// The fields of a line, by the separator of the numbers and by others; and whether the separator is certain.
    private static func fields(of text: String, _ mark: ColumnSeparator.Mark) -> [(fields: [String], isExact: Bool)] {
        let text = text.trimmingBlanks
        func split(_ separator: Character) -> [String] {
            text.split(separator: separator, omittingEmptySubsequences: false).map {
                String($0).trimmingBlanks.unquoted
            }
        }
        var found: [(fields: [String], isExact: Bool)] = []
        for (separator, ofMark) in [(";", .semicolons), ("\t", .tabs), (",", .commas)]
            as [(Character, ColumnSeparator.Mark)]
        where text.contains(separator) {
            found.append((split(separator), ofMark == mark))
        }
        // Names of several words stand at least two blanks apart.
        let wide = text.replacing("\t", with: "  ").split(separator: "  ").map { String($0).trimmingBlanks.unquoted }
            .filter { !$0.isEmpty }
        found.append((wide, false))
        found.append((glued(text), false))
        return found
    }

    /// The words of a line, what stands in brackets or quotes kept together and with the word before.
    private static func glued(_ text: String) -> [String] {
        let text = ["2 Theta", "2 theta", "Two Theta", "two theta"].reduce(text) { $0.replacing($1, with: "2theta") }
        var words: [String] = []
        var word = ""
        var depth = 0
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if "([".contains(character) {
                depth += 1
                // `2theta (deg)`: the unit belongs to the word before.
                if word.isEmpty, let last = words.popLast() { word = last + " " }
            }
            if ")]".contains(character) { depth = max(depth - 1, 0) }
            if character == " " || character == "\t", depth == 0, !isQuoted {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        return (words + (word.isEmpty ? [] : [word])).map(\.unquoted)
    }

    /// The names of as many columns as there are; R names no column of row names.
    private static func names(_ fields: [String], _ table: NumberTable) -> [String?]? {
        // A number is no name: `wavelength 1.5406` has two words, too.
        guard fields.allSatisfy({ plainNumber($0.utf8) == nil }) else { return nil }
        if fields.count == table.columns.count { return fields }
        // A separator behind the last name.
        if fields.count == table.columns.count + 1, fields.last == "" { return fields.dropLast() }
        return fields.count == table.columns.count - 1 && fields.count >= 2 && table.isNumbering(0)
            ? [""] + fields : nil
    }

    /// Whether names of the last line may be those of columns, though not both an axis and an intensity are among them.
    ///
    /// Words of free text may be as many as the columns, so that only names with a certain separator may be unknown.
    private static func mayBeHeading(
        _ columns: [PowderColumn?], _ names: [String?], isExact: Bool, isComment: Bool
    ) -> Bool {
        let hasAxis = columns.contains { $0?.isAxis == true }
        if isExact { return hasAxis || (!isComment && names.contains { $0?.contains { $0.isLetter } ?? false }) }
        // `Q sample` may be a title; refusing it is safer than taking q for 2θ.
        let hasUnit = names[0]?.contains { "([_^".contains($0) } ?? false
        return columns.count == 2
            && (columns[0] == .qOfUnknownUnit || columns[0]?.axis?.needsWavelength == true && hasUnit)
    }
}

extension String {
    /// Without blanks and tabs around it.
    fileprivate var trimmingBlanks: String {
        let start = drop { $0 == " " || $0 == "\t" }
        return String(start.lastIndex { $0 != " " && $0 != "\t" }.map { start[...$0] } ?? "")
    }

    /// Without a pair of quotes around it.
    fileprivate var unquoted: String {
        count >= 2 && ((hasPrefix("\"") && hasSuffix("\"")) || (hasPrefix("'") && hasSuffix("'")))
            ? String(dropFirst().dropLast()) : self
    }
}
