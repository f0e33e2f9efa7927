/// The keys and values of an ENVI header, with the lines they stand on.
struct ENVIHeader {
    let path: String
    private var entries: [String: (value: String, line: Int)] = [:]

    /// Reads the text of a header: `ENVI`, then lines `key = value`, where a value in braces may run over lines.
    ///
    /// Keys are not case-sensitive. Lines that begin with `;` are comments, within braces too. A brace may open on the line
    /// behind its key. A key without a value counts as absent, and one that is repeated must say the same again.
    init(text: String, path: String) throws {
        self.path = path
        // Some editors begin a text with a mark of the byte order.
        let text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(trimmed)
        guard lines.first?.hasPrefix("ENVI") ?? false else {
            throw FormatError(file: path, place: "line 1", reason: "not an ENVI header, whose first line is ENVI")
        }
        var index = 1
        while index < lines.count {
            let (line, number) = (lines[index], index + 1)
            index += 1
            if line.isEmpty || line.hasPrefix(";") { continue }
            guard let equals = line.firstIndex(of: "=") else {
                throw FormatError(file: path, place: "line \(number)", reason: "'key = value' was expected")
            }
            let key = line[..<equals].lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
            var value = trimmed(line[line.index(after: equals)...])
            if value.isEmpty, let next = lines[index...].firstIndex(where: { !$0.isEmpty && !$0.hasPrefix(";") }),
                lines[next].hasPrefix("{")
            {
                (value, index) = (lines[next], next + 1)
            }
            if value.hasPrefix("{") {
                guard let braced = BracedText(first: value, rest: lines[index...]) else {
                    throw FormatError(
                        file: path, place: "line \(number)", reason: "the brace of '\(key)' is not closed")
                }
                (value, index) = (braced.text, braced.end)
            }
            if value.isEmpty || value == "{}" { continue }
            if let earlier = entries.updateValue((value, number), forKey: key), earlier.value != value {
                throw FormatError(
                    file: path, place: "line \(number)", reason: "'\(key)' is given a second time, and differs")
            }
        }
    }

    /// A value as it stands, braces and line breaks included.
    func string(_ key: String) -> String? {
        entries[key]?.value
    }

    /// An error at a key, whose line it names.
    func error(_ key: String, _ reason: String) -> FormatError {
        FormatError(file: path, place: entries[key].map { "line \($0.line)" }, reason: "'\(key)': \(reason)")
    }
}

/// A value in braces, which may hold braces of its own.
private struct BracedText {
    /// The text with its braces; lines are parted by line feeds, comments are left out.
    let text: String
    /// The index of the line behind it.
    let end: Int

    /// Finds where a value ends that begins with a brace.
    ///
    /// It ends with the brace that closes the first one, if nothing but a comment stands behind that. Names of bands may
    /// hold a brace without its partner; where braces do not match, the first line that ends with one ends the value.
    init?(first: String, rest: ArraySlice<String>) {
        guard let found = Self.end(first, rest, isBalanced: true) ?? Self.end(first, rest, isBalanced: false) else {
            return nil
        }
        (text, end) = found
    }

    private static func end(
        _ first: String, _ rest: ArraySlice<String>, isBalanced: Bool
    ) -> (text: String, end: Int)? {
        var lines: [String] = []
        var depth = 0
        for (index, line) in zip((rest.startIndex - 1)..., [first] + rest) where !line.hasPrefix(";") {
            if isBalanced {
                for place in line.indices where line[place] == "{" || line[place] == "}" {
                    depth += line[place] == "{" ? 1 : -1
                    guard depth == 0 else { continue }
                    let behind = trimmed(line[line.index(after: place)...])
                    if behind.isEmpty || behind.hasPrefix(";") {
                        return ((lines + [String(line[...place])]).joined(separator: "\n"), index + 1)
                    }
                    // This brace belongs to a name.
                    depth = 1
                }
            } else if line.hasSuffix("}") {
                return ((lines + [line]).joined(separator: "\n"), index + 1)
            }
            lines.append(line)
        }
        return nil
    }
}

/// A text without the white space around it.
func trimmed(_ text: some StringProtocol) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
        let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
}
