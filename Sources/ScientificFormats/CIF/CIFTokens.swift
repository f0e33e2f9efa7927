/// Cuts a CIF file into tags, values and words with a meaning.
struct CIFTokens {
    enum Token: Equatable {
        /// `data_NAME`.
        case block(String)
        /// `save_NAME`, or `save_` at the end of a frame, where the name is empty.
        case frame(String)
        case loop
        case tag(String)
        case value(CIFValue.Content)
    }

    private let path: String
    private let bytes: [UInt8]
    /// Whether the file says that it is CIF 2.0, which has lists, tables and triple quotes.
    private let isVersion2: Bool
    private var position = 0
    private var line = 1

    init(bytes: [UInt8], path: String) {
        self.path = path
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let body = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
        self.bytes = withOneLineEnd(body)
        isVersion2 = body.starts(with: Array("#\\#CIF_2.0".utf8))
    }

    /// The next token and the line it begins on, or nothing at the end of the file.
    mutating func next() throws -> (token: Token, line: Int)? {
        skipBlanksAndComments()
        guard let byte = byte(at: position) else { return nil }
        let start = line
        switch byte {
        case UInt8(ascii: ";") where position == 0 || bytes[position - 1] == newline:
            return (.value(.text(try textField())), start)
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            return (.value(.text(try quotedText(byte))), start)
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            if isVersion2 { return (.value(.text(try bracketedText())), start) }
        default: break
        }
        return (try token(of: bareWord()), start)
    }

    // MARK: Words

    private mutating func bareWord() -> String {
        let start = position
        while let byte = byte(at: position), !isBlank(byte) { position += 1 }
        return string(start..<position)
    }

    private func token(of word: String) throws -> Token {
        if word.hasPrefix("_") { return .tag(word) }
        if word == "?" { return .value(.unknown) }
        if word == "." { return .value(.inapplicable) }
        let lowercased = word.lowercased()
        if lowercased.hasPrefix("data_") { return .block(String(word.dropFirst(5))) }
        if lowercased.hasPrefix("save_") { return .frame(String(word.dropFirst(5))) }
        if lowercased == "loop_" { return .loop }
        if lowercased == "global_" || lowercased == "stop_" {
            throw error("'\(word)' is a word of STAR files that CIF files do not have")
        }
        return .value(.text(word))
    }

    // MARK: Texts

    /// A text between quotes, which end only where a blank follows, so that `'O'Neill'` is one text.
    private mutating func quotedText(_ quote: UInt8) throws -> String {
        if isVersion2, byte(at: position + 1) == quote, byte(at: position + 2) == quote {
            return try triplyQuotedText(quote)
        }
        let start = position + 1
        position = start
        while let byte = byte(at: position), byte != newline {
            position += 1
            if byte == quote, self.byte(at: position).map(isBlank) ?? true { return string(start..<position - 1) }
        }
        throw error("the quote \(string(start - 1..<start)) is not closed on its line")
    }

    private mutating func triplyQuotedText(_ quote: UInt8) throws -> String {
        let first = line
        let start = position + 3
        position = start
        while let byte = byte(at: position) {
            if byte == quote, self.byte(at: position + 1) == quote, self.byte(at: position + 2) == quote {
                position += 3
                return string(start..<position - 3)
            }
            advance()
        }
        throw error("the triple quote is not closed", line: first)
    }

    /// The lines from one that begins with `;` to the next that does.
    private mutating func textField() throws -> String {
        let first = line
        let start = position + 1
        position = start
        while let byte = byte(at: position) {
            if byte == newline, self.byte(at: position + 1) == UInt8(ascii: ";") {
                let end = position
                advance()
                position += 1
                return unfolded(string(start..<end))
            }
            advance()
        }
        throw error("the text field that begins with ';' is not closed by a line that does", line: first)
    }

    /// A text whose first line is a backslash has its lines joined where they end in one.
    private func unfolded(_ text: String) -> String {
        guard text.hasPrefix("\\\n") else { return text }
        return String(text.dropFirst(2)).replacing("\\\n", with: "")
    }

    /// A list or table of CIF 2.0, taken as the text it is.
    private mutating func bracketedText() throws -> String {
        let first = line
        let start = position
        var depth = 0
        while let byte = byte(at: position) {
            if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                let quoteLine = line
                advance()
                while let inner = self.byte(at: position), inner != byte { advance() }
                guard self.byte(at: position) != nil else { throw error("a quote is not closed", line: quoteLine) }
            }
            if "[{".utf8.contains(byte) { depth += 1 }
            if "]}".utf8.contains(byte) { depth -= 1 }
            advance()
            if depth == 0 { return string(start..<position) }
        }
        throw error("a list or table is not closed", line: first)
    }

    // MARK: Bytes

    private mutating func skipBlanksAndComments() {
        while let byte = byte(at: position) {
            if byte == UInt8(ascii: "#") {
                while let byte = self.byte(at: position), byte != newline { position += 1 }
            } else if isBlank(byte) {
                advance()
            } else {
                return
            }
        }
    }

    private mutating func advance() {
        if byte(at: position) == newline { line += 1 }
        position += 1
    }

    private func byte(at position: Int) -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    private func error(_ reason: String, line: Int? = nil) -> FormatError {
        FormatError(file: path, place: "line \(line ?? self.line)", reason: reason)
    }
}

private let newline = UInt8(ascii: "\n")

private func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == newline
}

/// Bytes with every CRLF and CR made a single LF.
private func withOneLineEnd(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let carriageReturn = UInt8(ascii: "\r")
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var previous: UInt8 = 0
    for byte in bytes {
        if byte == carriageReturn {
            result.append(newline)
        } else if byte != newline || previous != carriageReturn {
            result.append(byte)
        }
        previous = byte
    }
    return result
}
