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
    /// The columns with degree signs behind numbers, and the first line of each.
    private(set) var degreeSigns: [Int: Int] = [:]
    /// What separates the columns.
    private(set) var separator = ColumnSeparator(mark: .spaces, point: UInt8(ascii: "."))

    /// The words behind the last row.
    private(set) var end: [Words] = []
    /// No program writes more lines behind the numbers.
    private static let longestEnd = 100

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
            let mayHaveDegrees = buffer.contains(DegreeSign.firstByte)
            for line in lines where !Self.isEmpty(line.range, buffer) {
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
                    try begin(line, buffer, &fields, isQuoted: isQuoted)
                } else if !isQuoted, Self.isWords(line.range, buffer) {
                    end.append(
                        Words(line: line.number, text: text[line.range], plain: text[line.range], isComment: false))
                    guard end.count <= Self.longestEnd else { throw amongNumbers(end[0]) }
                    continue
                } else {
                    if let words = end.first { throw amongNumbers(words) }
                    try add(line, buffer, &fields, isLast: line.number == lines.count)
                }
                if mayHaveDegrees, !columns.isEmpty { noteDegreeSigns(line, fields, buffer) }
            }
        }
        try checkEnd()
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

    /// Whether nothing stands in a line, or nothing but the commas between cells that hold nothing.
    private static func isEmpty(_ range: Range<Int>, _ buffer: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !range.isEmpty, buffer[range.lowerBound] == UInt8(ascii: ",") else { return range.isEmpty }
        return range.allSatisfy { buffer[$0] == UInt8(ascii: ",") || buffer[$0] == 0x20 || buffer[$0] == 0x09 }
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
    private mutating func begin(
        _ line: PowderText.Line, _ buffer: UnsafeBufferPointer<UInt8>, _ fields: inout [Range<Int>], isQuoted: Bool
    ) throws {
        var grouped: FormatError?
        for candidate in ColumnSeparator.candidates(for: buffer[line.range]) {
            candidate.fields(of: line.range, in: buffer, count: nil, into: &fields)
            let row = fields.map {
                DecimalNumber.parse(UnsafeBufferPointer(rebasing: buffer[$0]), point: candidate.point)
            }
            guard fields.count > 1 else { continue }
            guard row.allSatisfy({ $0 != nil }), row.first??.isNaN == false else {
                let wrong = row.indices.filter { row[$0] == nil }
                if grouped == nil, let first = wrong.first,
                    wrong.allSatisfy({ DigitGroups.joined(text[fields[$0]]) != nil })
                {
                    grouped = noNumber(line.number, first, text[fields[first]])
                }
                continue
            }
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
        // Taken for a line of the header it would be lost.
        if let grouped { throw grouped }
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
            throw noNumber(line.number, wrong ?? 0, wrong.map { text[fields[$0]] } ?? content)
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
            let groups = DigitGroups.cure(
                forFields: fields.map { text[$0] }, cutBy: separator.mark == .commas ? "," : " ")
            throw text.error(
                line.number,
                "\(found), where the lines before have \(columns.count)"
                    + (groups ?? (isLast ? "; the file may be cut short" : places.count == 1 ? firstLineCure : "")))
        }
        guard places.count < PowderScan.largestCount else {
            throw text.error(line.number, "more than \(PowderScan.largestCount) points")
        }
        for column in columns.indices {
            let field = fields[column]
            guard !field.isEmpty else {
                throw text.error(line.number, "column \(column + 1) is empty" + Self.missingCure)
            }
            let characters = UnsafeBufferPointer(rebasing: buffer[field])
            guard let number = DecimalNumber.parse(characters, point: separator.point) ?? withDecimalComma(characters)
            else {
                throw noNumber(line.number, column, text[field])
            }
            guard !number.isInfinite else {
                throw text.error(line.number, "column \(column + 1): '\(text[field])' is too large")
            }
            columns[column].append(number)
        }
        places.append(line.number)
    }

    /// Whether a line behind the first row is words: it begins with a letter or a bracket, or has letters and no digit.
    private static func isWords(_ range: Range<Int>, _ buffer: UnsafeBufferPointer<UInt8>) -> Bool {
        let first = buffer[range.lowerBound]
        guard first &- 0x30 >= 10 else { return false }
        func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 }
        let line = range.lazy.map { buffer[$0] }
        let name = line.drop { $0 == UInt8(ascii: "-") }.prefix(3).map { $0 | 0x20 }
        guard !name.elementsEqual("nan".utf8), !name.elementsEqual("inf".utf8) else { return false }
        return isLetter(first) || "[(<_*$&=".utf8.contains(first)
            || line.contains(where: isLetter) && !line.contains { $0 &- 0x30 < 10 }
    }

    private mutating func noteDegreeSigns(
        _ line: PowderText.Line, _ fields: [Range<Int>], _ buffer: UnsafeBufferPointer<UInt8>
    ) {
        for column in fields.indices
        where degreeSigns[column] == nil
            && DegreeSign.stands(behind: fields[column], before: line.range.upperBound, in: buffer)
        {
            degreeSigns[column] = line.number
        }
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
