/// The keys and values of an ENVI header, with the lines they stand on.
struct ENVIHeader {
    private let path: String
    private var entries: [String: (value: String, line: Int)] = [:]

    /// Reads the text of a header: `ENVI`, then lines `key = value`, where a value in braces may run over lines.
    ///
    /// Keys are not case-sensitive. Lines that begin with `;` are comments.
    init(text: String, path: String) throws {
        self.path = path
        // Some editors begin a text with a mark of the byte order.
        let text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(trimmed)
        guard lines.first == "ENVI" else {
            throw FormatError(file: path, place: "line 1", reason: "not an ENVI header, whose first line is ENVI")
        }
        var index = 1
        while index < lines.count {
            let number = index + 1
            let line = lines[index]
            index += 1
            if line.isEmpty || line.hasPrefix(";") { continue }
            guard let equals = line.firstIndex(of: "=") else {
                throw FormatError(file: path, place: "line \(number)", reason: "'key = value' was expected")
            }
            let key = line[..<equals].lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
            var value = trimmed(line[line.index(after: equals)...])
            var isOpen = value.hasPrefix("{") && !value.contains("}")
            while isOpen {
                guard index < lines.count else {
                    throw FormatError(
                        file: path, place: "line \(number)", reason: "the brace of '\(key)' is not closed")
                }
                value += " " + lines[index]
                isOpen = !lines[index].contains("}")
                index += 1
            }
            guard entries.updateValue((value, number), forKey: key) == nil else {
                throw FormatError(file: path, place: "line \(number)", reason: "'\(key)' is given a second time")
            }
        }
    }

    /// A value as it stands, braces included.
    func string(_ key: String) -> String? {
        entries[key]?.value
    }

    /// A value as it stands, of a key that has to be there.
    func requiredString(_ key: String) throws -> String {
        guard let value = string(key) else { throw FormatError(file: path, reason: "the header has no '\(key)'") }
        return value
    }

    /// A whole number that is not below a minimum.
    func integer(_ key: String, atLeast minimum: Int, default standard: Int? = nil) throws -> Int {
        if let standard, string(key) == nil { return standard }
        let text = try requiredString(key)
        guard let value = Int(text), value >= minimum else {
            throw error(key, "'\(text)' is not a whole number of at least \(minimum)")
        }
        return value
    }

    /// A number, which may be `NaN`.
    func number(_ key: String) throws -> Double? {
        guard let text = string(key) else { return nil }
        guard let value = Double(text), !value.isInfinite else { throw error(key, "'\(text)' is not a number") }
        return value
    }

    /// The items of a list in braces.
    func list(_ key: String, count: Int) throws -> [String]? {
        guard let value = string(key) else { return nil }
        guard value.hasPrefix("{"), value.hasSuffix("}") else { throw error(key, "a list in braces was expected") }
        let items = value.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
        guard items.count == count else { throw error(key, "\(items.count) items for \(count) bands") }
        return items
    }

    /// The numbers of a list in braces.
    func numbers(_ key: String, count: Int) throws -> [Double]? {
        try list(key, count: count)?.map { item in
            guard let value = Double(item), value.isFinite else { throw error(key, "'\(item)' is not a number") }
            return value
        }
    }

    /// An error at a key, whose line it names.
    func error(_ key: String, _ reason: String) -> FormatError {
        FormatError(file: path, place: entries[key].map { "line \($0.line)" }, reason: "'\(key)': \(reason)")
    }
}

private func trimmed(_ text: some StringProtocol) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
        let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
}
