/// A value in a CIF file.
public struct CIFValue: Sendable, Hashable {
    /// What the value says.
    public enum Content: Sendable, Hashable {
        /// `?`: nobody knows, or nobody has said.
        case unknown
        /// `.`: there is no such thing, or the dictionary's default holds.
        case inapplicable
        /// Anything else, without the quotes it stood in; `'?'` in quotes is a text.
        case text(String)
    }

    /// What the value says.
    public let content: Content
    /// The line it begins on, counted from one.
    public let line: Int

    /// Makes a value.
    public init(content: Content, line: Int) {
        self.content = content
        self.line = line
    }

    /// The text, or nothing where the value is `?` or `.`.
    public var text: String? {
        guard case .text(let text) = content else { return nil }
        return text
    }
}

extension CIFValue: CustomStringConvertible {
    /// The text, or the mark that stands in place of one.
    public var description: String {
        switch content {
        case .unknown: "?"
        case .inapplicable: "."
        case .text(let text): text
        }
    }
}
