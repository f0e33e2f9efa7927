/// What a reader asks of one key of a file: the reference of keys is a list of these.
public struct KeyDescription: Sendable, Equatable {
    /// A choice made elsewhere in the file, without which a key is unknown.
    public struct Condition: Sendable, Equatable {
        /// The key that chooses.
        public let path: String
        /// The names, one of which it must give.
        public let names: [String]
    }

    /// The key from the root on.
    ///
    /// Every entry of a list is written `[]`, and a key that is any name in capitals: `report.columns[].part`,
    /// `files.ROLE.path`.
    public let path: String
    /// What its value must be, as in *a whole number from 1 to 1000*; several where readers take several.
    public let kinds: [String]
    /// The names that are known, where it gives one or several of them.
    public let names: [String]
    /// Whether it must be given.
    public let isRequired: Bool
    /// The value that it has where it is left out; nothing where it has none, or where that depends on other keys.
    public let defaultValue: StructuredValue?
    /// The choices made elsewhere under which it is known; it always is where there are none.
    public let conditions: [Condition]
    /// One sentence that says what it means; nothing where the reader says none.
    public let meaning: String?
}

extension KeyDescription {
    /// The same key, with `…` in place of every word of its kinds that is another one in those given.
    func withoutLimits(thatDifferFrom others: [String]) -> KeyDescription {
        guard others.count == kinds.count else { return self }
        let common = zip(kinds, others).map { kind, other in
            let (words, otherWords) = (kind.split(separator: " "), other.split(separator: " "))
            guard words.count == otherWords.count else { return kind }
            return zip(words, otherWords).map { $0 == $1 ? $0 : "…" }.joined(separator: " ")
        }
        return KeyDescription(
            path: path, kinds: common, names: names, isRequired: isRequired, defaultValue: defaultValue,
            conditions: conditions, meaning: meaning)
    }
}
