/// A CIF file: data blocks with tags and values.
///
/// Read are files of CIF 1.1, and of CIF 2.0 as far as they hold no more than texts and numbers: its lists and tables are
/// given as the texts they are. Save frames, which dictionaries have, are skipped. Line ends may be of any kind.
///
/// Source: S. R. Hall, F. H. Allen and I. D. Brown, Acta Crystallographica A47 (1991), 655–685, and the specification of
/// syntax of the International Union of Crystallography, version 1.1.
public struct CIFFile: Sendable {
    /// The path of the file, as it was given.
    public let path: String
    /// The data blocks, at least one, in the order of the file.
    public let blocks: [CIFBlock]

    /// Reads a file.
    ///
    /// - Throws: ``FormatError`` with the line of what is wrong: a quote or a text field that is not closed, a tag without
    ///   a value or given twice, a loop whose values do not fill its rows, no data block.
    public init(path: String) throws {
        try self.init(bytes: FileBytes.read(path: path), path: path)
    }

    /// Reads what a file holds.
    ///
    /// - Parameters:
    ///   - bytes: The file; what is not UTF-8 in it becomes U+FFFD.
    ///   - path: The name that errors give to it.
    /// - Throws: ``FormatError``, as ``init(path:)`` does.
    public init(bytes: [UInt8], path: String) throws {
        self.path = path
        var parser = CIFParser(tokens: CIFTokens(bytes: bytes, path: path), path: path)
        blocks = try parser.parse()
        guard !blocks.isEmpty else {
            throw FormatError(file: path, reason: "no data block: a CIF file has a line 'data_NAME' above its values")
        }
    }

    /// The first block of a name, whose case does not count.
    public subscript(name: String) -> CIFBlock? {
        blocks.first { $0.name.lowercased() == name.lowercased() }
    }
}

/// Puts the tokens of a file together.
private struct CIFParser {
    var tokens: CIFTokens
    let path: String
    private var blocks: [CIFBlock] = []
    /// The line on which the save frame began that is being skipped.
    private var frame: Int?
    /// A tag that waits for its value.
    private var tag: (name: String, line: Int)?
    private var loop: PendingLoop?

    private struct PendingLoop {
        let line: Int
        var tags: [(name: String, line: Int)] = []
        var values: [CIFValue] = []
    }

    init(tokens: CIFTokens, path: String) {
        self.tokens = tokens
        self.path = path
    }

    mutating func parse() throws -> [CIFBlock] {
        while let (token, line) = try tokens.next() {
            switch token {
            case .value(let content): try take(CIFValue(content: content, line: line))
            case .tag(let name): try take(tag: name, line: line)
            case .loop:
                try finishItem()
                loop = PendingLoop(line: line)
            case .block(let name):
                try finishItem()
                try finishFrame()
                blocks.append(CIFBlock(name: name, line: line, path: path))
            case .frame(let name):
                try finishItem()
                guard name.isEmpty == (frame != nil) else {
                    throw error(
                        name.isEmpty
                            ? "'save_' ends a save frame, but none has begun"
                            : "the save frame of line \(frame ?? 0) is not closed by 'save_'", line)
                }
                frame = name.isEmpty ? nil : line
            }
        }
        try finishItem()
        try finishFrame()
        return blocks
    }

    private mutating func take(_ value: CIFValue) throws {
        if let tag {
            self.tag = nil
            try fill { try $0.add(tag.name, line: tag.line, value: value) }
        } else if loop?.tags.isEmpty == false {
            loop?.values.append(value)
        } else {
            throw error("'\(shortened(value.description))' stands without a tag", value.line)
        }
    }

    private mutating func take(tag name: String, line: Int) throws {
        if let loop, loop.values.isEmpty {
            self.loop?.tags.append((name, line))
        } else {
            try finishItem()
            tag = (name, line)
        }
    }

    /// Ends what can be ended: a loop whose rows are full.
    private mutating func finishItem() throws {
        if let tag { throw error("'\(shortened(tag.name))' has no value", tag.line) }
        guard let loop else { return }
        self.loop = nil
        guard !loop.tags.isEmpty else { throw error("the loop has no tags", loop.line) }
        guard loop.values.count % loop.tags.count == 0 else {
            throw error(
                "the loop has \(loop.values.count) values, which do not fill rows of \(loop.tags.count) tags", loop.line
            )
        }
        try fill {
            try $0.add(CIFLoop(tags: loop.tags.map(\.name), values: loop.values), tagLines: loop.tags.map(\.line))
        }
    }

    private func finishFrame() throws {
        if let frame { throw error("the save frame is not closed by 'save_'", frame) }
    }

    /// Adds to the last block, unless what is added is in a save frame.
    private mutating func fill(_ body: (inout CIFBlock) throws -> Void) throws {
        guard frame == nil else { return }
        guard !blocks.isEmpty else {
            throw FormatError(file: path, reason: "values stand before the first 'data_NAME'")
        }
        try body(&blocks[blocks.count - 1])
    }

    private func error(_ reason: String, _ line: Int) -> FormatError {
        FormatError(file: path, place: "line \(line)", reason: reason)
    }
}
