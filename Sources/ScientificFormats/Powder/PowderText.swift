/// The text of a pattern's file, whose lines end with a line feed, a carriage return, or both.
struct PowderText {
    /// A line without the white space around it.
    struct Line {
        /// Its number, from 1.
        let number: Int
        /// Where it stands among the bytes.
        let range: Range<Int>
        /// Where it stands with the white space around it.
        let whole: Range<Int>
    }

    let path: String
    /// The text in UTF-8 or ASCII, without a mark in front.
    let bytes: [UInt8]

    /// Takes the contents of a file; UTF-16 is told by its mark, and what is no UTF-8 is taken for Latin-1, which older programs
    /// write.
    ///
    /// - Throws: ``FormatError`` where a byte 0 says that it is no text.
    init(_ bytes: [UInt8], path: String) throws {
        self.path = path
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            let isLittle = bytes[0] == 0xFF
            let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
                UInt16(bytes[index]) << (isLittle ? 0 : 8) | UInt16(bytes[index + 1]) << (isLittle ? 8 : 0)
            }
            self.bytes = Array(String(decoding: units, as: UTF16.self).utf8)
        } else {
            let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
            self.bytes = Self.isUTF8(text) ? text : Self.fromLatin1(text)
        }
        if let zero = self.bytes.firstIndex(of: 0) {
            let line = Self.lines(of: self.bytes[..<zero]).count
            throw error(max(line, 1), "a byte 0, so this is no text")
        }
    }

    private static func isUTF8(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
    }

    /// The text in UTF-8; bytes that stand for no character of Latin-1 are taken for one that is not known.
    private static func fromLatin1(_ bytes: [UInt8]) -> [UInt8] {
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append((0x80..<0xA0).contains(byte) ? "\u{FFFD}" : Unicode.Scalar(byte)) }
        return Array(String(text).utf8)
    }

    /// Whether a file begins like a text.
    static func recognizes(_ bytes: [UInt8]) -> Bool {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
        return !bytes.prefix(1 << 12).contains { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1A }
    }

    /// The first lines of a file that begins like a text; none of any other.
    static func firstLines(_ bytes: [UInt8]) -> [String] {
        guard let text = beginning(of: bytes) else { return [] }
        return text.lines.prefix(100).map { text[$0.range] }
    }

    /// The first of these lines that fulfils a condition.
    static func firstLine(_ bytes: [UInt8], where condition: (String) -> Bool) -> String? {
        guard let text = beginning(of: bytes) else { return nil }
        return text.lines.lazy.prefix(100).map { text[$0.range] }.first(where: condition)
    }

    /// The whole lines among the first bytes of a file that begins like a text.
    private static func beginning(of bytes: [UInt8]) -> PowderText? {
        guard recognizes(bytes) else { return nil }
        let first = bytes.prefix(1 << 13)
        let end = first.count < bytes.count ? first.lastIndex { $0 == 0x0A || $0 == 0x0D } : nil
        return try? PowderText(Array(end.map { first[...$0] } ?? first), path: "")
    }

    /// All lines, what stands behind the last line end among them.
    var lines: [Line] { Self.lines(of: bytes[...]) }

    /// What stands in a range of the bytes.
    subscript(range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The words of a line, between which stand blanks, tabs or commas.
    func words(_ line: Line) -> [String] {
        bytes[line.range].split { $0 == 0x20 || $0 == 0x09 || $0 == 0x2C }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The numbers of a line, between which stand blanks, tabs or commas; no more than `count` of them.
    ///
    /// - Throws: ``FormatError`` where a word is no finite number.
    func numbers(_ line: Line, upTo count: Int = .max) throws -> [Double] {
        try bytes.withUnsafeBufferPointer { buffer in
            var numbers: [Double] = []
            var index = line.range.lowerBound
            func isGap(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x2C }
            while index < line.range.upperBound, numbers.count < count {
                while index < line.range.upperBound, isGap(buffer[index]) { index += 1 }
                let start = index
                while index < line.range.upperBound, !isGap(buffer[index]) { index += 1 }
                guard index > start else { break }
                numbers.append(try number(start..<index, line, buffer))
            }
            return numbers
        }
    }

    /// The number in a range of a line.
    private func number(_ range: Range<Int>, _ line: Line, _ buffer: UnsafeBufferPointer<UInt8>) throws -> Double {
        guard let number = DecimalNumber.parse(UnsafeBufferPointer(rebasing: buffer[range])), number.isFinite else {
            throw error(line.number, "'\(self[range])' is not a number")
        }
        return number
    }

    /// The number in some columns of a line, as Fortran writes into fields of a fixed width; nothing where the field is blank.
    ///
    /// - Throws: ``FormatError`` where something else stands there.
    func field(_ columns: Range<Int>, of line: Line) throws -> Double? {
        let first = min(line.whole.lowerBound + columns.lowerBound, line.whole.upperBound)
        let last = min(line.whole.lowerBound + columns.upperBound, line.whole.upperBound)
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
        guard let start = bytes[first..<last].firstIndex(where: { !isBlank($0) }),
            let end = bytes[first..<last].lastIndex(where: { !isBlank($0) })
        else { return nil }
        return try bytes.withUnsafeBufferPointer { try number(start..<end + 1, line, $0) }
    }

    /// Whether the last line ends with a line end or is empty.
    var isEnded: Bool { lastLine.isEmpty }

    private var lastLine: ArraySlice<UInt8> {
        bytes.suffix(while: { $0 != 0x0A && $0 != 0x0D }).drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x1A }
    }

    func error(_ line: Int?, _ reason: String) -> FormatError {
        FormatError(file: path, place: line.map { "line \($0)" }, reason: reason)
    }

    private static func lines(of text: ArraySlice<UInt8>) -> [Line] {
        text.withUnsafeBufferPointer { buffer in
            var lines: [Line] = []
            lines.reserveCapacity(buffer.count / 16)
            var (start, index) = (0, 0)
            func add(upTo end: Int) {
                var (first, last) = (start, end)
                while first < last, buffer[first] == 0x20 || buffer[first] == 0x09 { first += 1 }
                while last > first, buffer[last - 1] == 0x20 || buffer[last - 1] == 0x09 || buffer[last - 1] == 0x1A {
                    last -= 1
                }
                lines.append(Line(number: lines.count + 1, range: first..<last, whole: start..<end))
            }
            while index < buffer.count {
                let byte = buffer[index]
                index += 1
                guard byte == 0x0A || byte == 0x0D else { continue }
                add(upTo: index - 1)
                if byte == 0x0D, index < buffer.count, buffer[index] == 0x0A { index += 1 }
                start = index
            }
            add(upTo: buffer.count)
            return lines
        }
    }
}

extension Array {
    /// The last elements, as many as fulfil a condition.
    fileprivate func suffix(while condition: (Element) -> Bool) -> ArraySlice<Element> {
        self[(lastIndex { !condition($0) }.map { $0 + 1 } ?? 0)...]
    }
}
