/// The columns of numbers of a text, and the lines in front of them.
struct NumberTable {
    /// A line that is no row of numbers.
    struct Words {
        /// Its number.
        let line: Int
        /// The whole line.
        let text: String
        /// The line without the mark of a comment.
        let plain: String
        /// Whether it is a comment.
        let isComment: Bool
    }

    let text: PowderText
    /// Comments, and the lines of the header.
    private(set) var words: [Words] = []
    /// A line in front that holds one number alone.
    private(set) var bareNumber: (line: Int, value: Double)?
    /// The numbers, column by column.
    private(set) var columns: [[Double]] = []
    /// The line of each row.
    private(set) var places: [Int] = []
    /// What separates the columns.
    private(set) var separator = ColumnSeparator(mark: .spaces, point: UInt8(ascii: "."))

    /// The number of lines of the header that are no comments.
    var headerLines: Int { words.count { !$0.isComment } }

    /// The most columns that are read.
    private static let largestColumnCount = 256

    /// Reads a text.
    ///
    /// - Throws: ``FormatError`` with the line that is neither comment nor header nor numbers like those before.
    init(_ text: PowderText) throws {
        self.text = text
        let lines = text.lines
        var openComment: Int?
        try text.bytes.withUnsafeBufferPointer { buffer in
            var fields: [Range<Int>] = []
            for line in lines where !line.range.isEmpty {
                if openComment != nil || Self.begins(line.range, "/*", buffer) {
                    add(comment: line, dropping: openComment == nil ? 2 : 0)
                    let isClosed =
                        line.range.count >= (openComment == nil ? 4 : 2)
                        && Self.begins(line.range.upperBound - 2..<line.range.upperBound, "*/", buffer)
                    openComment = isClosed ? nil : openComment ?? line.number
                    continue
                }
                let first = buffer[line.range.lowerBound]
                // R writes the names of rows in quotes.
                let isQuoted =
                    first == UInt8(ascii: "\"") && line.range.count > 1
                    && buffer[line.range.lowerBound + 1] &- 0x30 < 10
                if !isQuoted, let length = Self.commentMark(line.range, buffer) {
                    add(comment: line, dropping: length)
                    continue
                }
                if columns.isEmpty {
                    try begin(line, buffer, isQuoted: isQuoted)
                } else {
                    try add(line, buffer, &fields, isLast: line.number == lines.count)
                }
            }
        }
        if let openComment { throw text.error(openComment, "a comment that begins with /* and does not end with */") }
        guard !columns.isEmpty else { throw text.error(nil, "no line of numbers") }
    }

    /// Multiplies the numbers of a column by a factor.
    mutating func multiply(_ column: Int, by factor: Double) {
        guard factor != 1 else { return }
        for row in columns[column].indices { columns[column][row] *= factor }
    }

    /// Removes the last row where all of its numbers are 0 and others are in front of it.
    mutating func removeLastRowOfZeros() {
        guard places.count > 1, columns.allSatisfy({ $0.last == 0 }) else { return }
        places.removeLast()
        for column in columns.indices { columns[column].removeLast() }
    }

    private static func begins(_ range: Range<Int>, _ mark: StaticString, _ buffer: UnsafeBufferPointer<UInt8>) -> Bool
    {
        range.count >= mark.utf8CodeUnitCount
            && (0..<mark.utf8CodeUnitCount).allSatisfy { buffer[range.lowerBound + $0] == mark.utf8Start[$0] }
    }

    /// The length of the mark that makes a line a comment.
    private static func commentMark(_ range: Range<Int>, _ buffer: UnsafeBufferPointer<UInt8>) -> Int? {
        switch buffer[range.lowerBound] {
        case UInt8(ascii: "#"), UInt8(ascii: "!"), UInt8(ascii: ";"), UInt8(ascii: "'"), UInt8(ascii: "\""),
            UInt8(ascii: "%"):
            1
        case UInt8(ascii: "/"): begins(range, "//", buffer) ? 2 : nil
        default: nil
        }
    }

    private mutating func add(comment line: PowderText.Line, dropping length: Int) {
        // Files of one comment a line would fill the memory; what names columns stands in front.
        guard columns.isEmpty || words.count < 1000 else { return }
        let whole = text[line.range]
        var plain = Substring(whole).dropFirst(length)
        if plain.hasSuffix("*/") { plain = plain.dropLast(2) }
        words.append(Words(line: line.number, text: whole, plain: String(plain), isComment: true))
    }

    /// A line before the first row: the first row, one number alone, or a line of the header.
    private mutating func begin(_ line: PowderText.Line, _ buffer: UnsafeBufferPointer<UInt8>, isQuoted: Bool) throws {
        var fields: [Range<Int>] = []
        for candidate in ColumnSeparator.candidates(for: buffer[line.range]) {
            candidate.fields(of: line.range, in: buffer, count: nil, into: &fields)
            let row = fields.map {
                DecimalNumber.parse(UnsafeBufferPointer(rebasing: buffer[$0]), point: candidate.point)
            }
            guard row.allSatisfy({ $0 != nil }), row.first??.isNaN == false else { continue }
            guard fields.count > 1 else { continue }
            guard fields.count <= Self.largestColumnCount else {
                throw text.error(
                    line.number, "\(fields.count) columns, where \(Self.largestColumnCount) are read at most")
            }
            separator = candidate
            columns = row.map { [$0 ?? 0] }
            places = [line.number]
            try requireFinite(row.map { $0 ?? 0 }, line, fields)
            return
        }
        if let number = DecimalNumber.parse(UnsafeBufferPointer(rebasing: buffer[line.range])), !number.isNaN {
            guard bareNumber == nil else {
                throw text.error(line.number, "1 column, where an angle and an intensity were expected")
            }
            bareNumber = (line.number, number)
            return
        }
        let content = text[line.range]
        guard isQuoted || Self.isHeader(content) else {
            let separator = ColumnSeparator.candidates(for: buffer[line.range])[0]
            separator.fields(of: line.range, in: buffer, count: nil, into: &fields)
            let wrong = fields.firstIndex {
                DecimalNumber.parse(UnsafeBufferPointer(rebasing: buffer[$0]), point: separator.point).map { $0.isNaN }
                    ?? true
            }
            throw text.error(line.number, Self.noNumber(wrong ?? 0, wrong.map { text[fields[$0]] } ?? content))
        }
        words.append(Words(line: line.number, text: content, plain: content, isComment: isQuoted))
    }

    /// Whether a line before the numbers is a header: it begins with a word, or most of it is none.
    private static func isHeader(_ line: String) -> Bool {
        let first = line.lowercased()
        let fields = line.split { " \t,;".contains($0) }
        let numbers = fields.count { plainNumber($0.utf8) != nil }
        let isNotFinite = first.hasPrefix("nan") || first.hasPrefix("inf")
        return !isNotFinite
            && (line.first.map { $0.isLetter || "[_*$&<,".contains($0) } ?? true || 2 * numbers < fields.count)
    }

    private static func noNumber(_ column: Int, _ field: String) -> String {
        "column \(column + 1): '\(field)' is not a number"
    }

    private func requireFinite(_ row: [Double], _ line: PowderText.Line, _ fields: [Range<Int>]) throws {
        if let column = row.firstIndex(where: \.isInfinite) {
            throw text.error(line.number, "column \(column + 1): '\(text[fields[column]])' is too large")
        }
    }

    /// A line behind the first row, which must be a row as well.
    private mutating func add(
        _ line: PowderText.Line, _ buffer: UnsafeBufferPointer<UInt8>, _ fields: inout [Range<Int>], isLast: Bool
    ) throws {
        separator.fields(of: line.range, in: buffer, count: columns.count, into: &fields)
        guard fields.count == columns.count else {
            let found = fields.count == 1 ? "1 column" : "\(fields.count) columns"
            throw text.error(
                line.number,
                "\(found), where the lines before have \(columns.count)" + (isLast ? "; the file may be cut short" : "")
            )
        }
        guard places.count < PowderScan.largestCount else {
            throw text.error(line.number, "more than \(PowderScan.largestCount) points")
        }
        for column in columns.indices {
            let field = fields[column]
            guard !field.isEmpty else { throw text.error(line.number, "column \(column + 1) is empty") }
            let characters = UnsafeBufferPointer(rebasing: buffer[field])
            guard let number = DecimalNumber.parse(characters, point: separator.point) ?? withDecimalComma(characters)
            else {
                throw text.error(line.number, Self.noNumber(column, text[field]))
            }
            guard !number.isInfinite else {
                throw text.error(line.number, "column \(column + 1): '\(text[field])' is too large")
            }
            columns[column].append(number)
        }
        places.append(line.number)
    }

    /// A number with the first decimal comma of a file whose numbers before it were whole, so that nothing showed it.
    private mutating func withDecimalComma(_ field: UnsafeBufferPointer<UInt8>) -> Double? {
        let comma = UInt8(ascii: ",")
        guard separator.mark != .commas, separator.point != comma,
            let number = DecimalNumber.parse(field, point: comma),
            columns.allSatisfy({ $0.allSatisfy { $0 == $0.rounded() } })
        else { return nil }
        separator = ColumnSeparator(mark: separator.mark, point: comma)
        return number
    }
}
