/// A line of a file.
public struct SourceLine: Sendable, Equatable {
    /// Its number, counted from one.
    public let number: Int
    /// Its text, without its end.
    public let text: String
}

extension DeclarativeFile {
    /// The lines of a file that say some of the keys of its root mapping.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - keys: The keys.
    ///   - items: Which items of the lists of keys are meant, by their names: the text of an item, or the first key of a
    ///     mapping. All of a key that is not named here are.
    /// - Returns: The lines, in order, without those that are empty or only a comment.
    /// - Throws: ``InvalidDeclaration`` where the file cannot be read.
    public static func excerpt(
        path: String, keys: Set<String>, items: [String: Set<String>] = [:]
    ) throws(InvalidDeclaration) -> [SourceLine] {
        let text = try text(ofFile: path)
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        let entries = try YAMLText.root(of: text, file: path).mapping ?? []
        var chosen: Set<Int> = []
        for (index, entry) in entries.enumerated() where keys.contains(entry.name) {
            let end = index + 1 < entries.count ? entries[index + 1].place.line : lines.count + 1
            guard let wanted = items[entry.name], let list = entry.value.list else {
                chosen.formUnion(entry.place.line..<max(end, entry.place.line + 1))
                continue
            }
            let meant = list.indices.filter { wanted.contains(list[$0].itemName ?? "") }
            if !meant.isEmpty { chosen.insert(entry.place.line) }
            for item in meant {
                let start = list[item].place.line
                let next = item + 1 < list.count ? list[item + 1].place.line : end
                chosen.formUnion(start..<max(next, start + 1))
            }
        }
        return chosen.sorted().compactMap { number in
            guard lines.indices.contains(number - 1) else { return nil }
            let line = lines[number - 1]
            let content = line.drop(while: \.isWhitespace)
            return content.isEmpty || content.hasPrefix("#") ? nil : SourceLine(number: number, text: line)
        }
    }
}

extension Element {
    /// What an item of a list is called: its text, or its first key.
    fileprivate var itemName: String? {
        switch content {
        case .scalar(.text(let text)): text
        case .mapping(let entries): entries.first?.name
        default: nil
        }
    }
}
