extension ENVIHeader {
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

    /// A number, which may be `NaN` or infinite; nothing where the key is absent or says `None`.
    ///
    /// C programs write `-nan` and `1.#QNAN` as well.
    func number(_ key: String) throws -> Double? {
        guard let text = string(key), text.lowercased() != "none" else { return nil }
        if text.lowercased().contains("nan") { return .nan }
        guard let value = Double(text) else { throw error(key, "'\(text)' is not a number") }
        return value
    }

    /// The text of a list, without its braces.
    private func listText(_ key: String) throws -> String? {
        guard let value = string(key) else { return nil }
        guard value.hasPrefix("{"), value.hasSuffix("}") else { throw error(key, "a list in braces was expected") }
        return String(value.dropFirst().dropLast())
    }

    /// The items of a list in braces, without an empty one behind the last comma.
    func list(_ key: String) throws -> [String]? {
        try listText(key).map { withoutEmptyEnd(split($0) { $0 == "," }) }
    }

    /// The numbers of a list in braces.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - count: How many there must be.
    ///   - what: What there must be one for each of, in the plural.
    /// - Returns: The numbers, or nothing where the key is absent.
    /// - Throws: ``FormatError`` where they are not as many, or one is no number.
    func numbers(_ key: String, count: Int, of what: String = "bands") throws -> [Double]? {
        guard let items = try list(key) else { return nil }
        guard items.count == count else { throw error(key, "\(items.count) items for \(count) \(what)") }
        return try items.map { item in
            guard let value = Double(item), value.isFinite else { throw error(key, "'\(item)' is not a number") }
            return value
        }
    }

    /// The answers of a list in braces to a question that each band is asked: 1 for yes, 0 for no.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - count: How many there must be.
    /// - Returns: The answers, or nothing where the key is absent.
    /// - Throws: ``FormatError`` where they are not as many, or one is neither 0 nor 1.
    func flags(_ key: String, count: Int) throws -> [Bool]? {
        guard let items = try list(key), let values = try numbers(key, count: count) else { return nil }
        return try zip(items, values).enumerated().map { band, answer in
            guard answer.1 == 0 || answer.1 == 1 else {
                throw error(
                    key, "'\(answer.0)' is neither 1 nor 0; write 1 or 0 for band \(band) (bands are counted from 0)")
            }
            return answer.1 == 1
        }
    }

    /// The names of a list in braces, as many as are asked for.
    ///
    /// Names may hold commas, which programs write as they are. So names are parted by commas if that gives the right
    /// number, or else by commas outside of parentheses, or by lines, or by every so many commas.
    ///
    /// - Returns: Nothing where the key is absent, and where none of this gives the number.
    func names(_ key: String, count: Int) throws -> [String]? {
        guard let text = try listText(key) else { return nil }
        let pieces = split(text) { $0 == "," }
        var depth = 0
        let outside = split(text) { character in
            if "([{".contains(character) { depth += 1 }
            if ")]}".contains(character) { depth = max(depth - 1, 0) }
            return character == "," && depth == 0
        }
        let lines = split(text) { $0.isNewline }.filter { !$0.isEmpty }.map { line in
            line.hasSuffix(",") ? trimmed(line.dropLast()) : line
        }
        for names in [pieces, withoutEmptyEnd(pieces), withoutEmptyEnd(outside), lines] where names.count == count {
            return names
        }
        let length = withoutEmptyEnd(pieces).count / count
        guard length > 1, withoutEmptyEnd(pieces).count == length * count else { return nil }
        return (0..<count).map { pieces[$0 * length..<($0 + 1) * length].joined(separator: ", ") }
    }
}

private func split(_ text: String, at isSeparator: (Character) -> Bool) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: isSeparator).map(trimmed)
}

private func withoutEmptyEnd(_ items: [String]) -> [String] {
    items.last?.isEmpty ?? false ? items.dropLast() : items
}
