/// A data block of a CIF file: tags with values, alone or in loops.
///
/// Tags are not case-sensitive, and `.` in them is as good as `_`, so that a tag such as `_cell_length_a` also finds
/// `_cell.length_a`, as newer dictionaries have it.
public struct CIFBlock: Sendable {
    /// Its name, what stands behind `data_`.
    public let name: String
    /// The line on which it begins, counted from one.
    public let line: Int
    /// The path of the file, for errors.
    let path: String
    private var singles: [String: CIFValue] = [:]
    private var loops: [CIFLoop] = []
    /// The line of every tag, those in loops included, and the place of its loop.
    private var places: [String: (line: Int, loop: Int?)] = [:]

    init(name: String, line: Int, path: String) {
        self.name = name
        self.line = line
        self.path = path
    }

    // MARK: What is in it

    /// The value of a tag that stands alone, or in a loop of one row.
    public subscript(tag: String) -> CIFValue? {
        let key = Self.key(tag)
        if let single = singles[key] { return single }
        guard let loop = loop(containing: tag), loop.rowCount == 1 else { return nil }
        return loop[0, tag]
    }

    /// The text of a tag, or nothing where the tag is missing or its value `?` or `.`.
    public func text(_ tag: String) -> String? { self[tag]?.text }

    /// The number of a tag, or nothing where the tag is missing or its value `?` or `.`.
    ///
    /// - Throws: ``FormatError`` where the value is no number.
    public func number(_ tag: String) throws -> CIFNumber? {
        guard let value = self[tag] else { return nil }
        return try number(value, tag: tag)
    }

    /// The number that a value of this block gives, or nothing where it is `?` or `.`.
    ///
    /// - Throws: ``FormatError`` where the value is no number.
    public func number(_ value: CIFValue, tag: String) throws -> CIFNumber? {
        guard let text = value.text else { return nil }
        guard let number = CIFNumber(text) else {
            throw error("'\(tag)': '\(shortened(text))' is not a number", line: value.line)
        }
        return number
    }

    /// The loop that a tag is in.
    public func loop(containing tag: String) -> CIFLoop? {
        places[Self.key(tag)]?.loop.map { loops[$0] }
    }

    /// All values of a tag, alone or in a loop; none where the tag is missing.
    public func values(_ tag: String) -> [CIFValue] {
        if let loop = loop(containing: tag) { return (0..<loop.rowCount).compactMap { loop[$0, tag] } }
        return self[tag].map { [$0] } ?? []
    }

    /// An error in this block, at a line of the file.
    public func error(_ reason: String, line: Int? = nil) -> FormatError {
        FormatError(file: path, place: "line \(line ?? self.line)", reason: reason)
    }

    // MARK: Filling it

    static func key(_ tag: String) -> String {
        String(decoding: tag.lowercased().utf8.map { $0 == UInt8(ascii: ".") ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
    }

    /// Adds a value; one that is given again counts once, and one that says nothing gives way to one that does.
    mutating func add(_ tag: String, line: Int, value: CIFValue) throws {
        let key = Self.key(tag)
        if let first = singles[key] {
            if !value.saysSomething || value.content == first.content { return }
            if !first.saysSomething { places[key] = nil }
        }
        try note(tag, key: key, line: line, loop: nil)
        singles[key] = value
    }

    mutating func add(_ loop: CIFLoop, tagLines: [Int]) throws {
        for (tag, line) in zip(loop.tags, tagLines) {
            try note(tag, key: Self.key(tag), line: line, loop: loops.count)
        }
        loops.append(loop)
    }

    private mutating func note(_ tag: String, key: String, line: Int, loop: Int?) throws {
        if let first = places.updateValue((line, loop), forKey: key) {
            throw error("'\(shortened(tag))' is given a second time, after line \(first.line)", line: line)
        }
    }
}

/// Text from a file cut to the length of a message, without line breaks.
func shortened(_ text: String) -> String {
    let limit = 60
    let line = text.prefix(limit).map { $0.isNewline ? " " : $0 }
    return String(line) + (text.count > limit ? "…" : "")
}

extension CIFValue {
    /// Whether the value is more than `?`, `.` or an empty text.
    fileprivate var saysSomething: Bool { text.map { !$0.allSatisfy(\.isWhitespace) } ?? false }
}
