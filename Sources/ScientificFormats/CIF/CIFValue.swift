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

/// A number with its standard uncertainty, as `5.640(1)` stands for 5.640 ± 0.001.
public struct CIFNumber: Sendable, Hashable {
    /// The number, finite.
    public let value: Double
    /// The standard uncertainty, where one is given.
    public let uncertainty: Double?

    /// Makes a number.
    public init(value: Double, uncertainty: Double? = nil) {
        self.value = value
        self.uncertainty = uncertainty
    }

    /// Reads a number such as `90`, `.5`, `-0.0012(11)` or `1.5e-3`; the digits in brackets count in the last place.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "(", maxSplits: 1, omittingEmptySubsequences: false)
        guard let digits = parts.first, digits.utf8.allSatisfy(isPartOfNumber), let value = Double(digits),
            value.isFinite
        else { return nil }
        self.value = value
        guard parts.count > 1 else {
            uncertainty = nil
            return
        }
        guard parts[1].hasSuffix(")") else { return nil }
        let last = parts[1].dropLast()
        let pieces = digits.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        let decimals = pieces[0].split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
        let exponent = pieces.count > 1 ? Int(pieces[1]) : 0
        guard !last.isEmpty, last.utf8.allSatisfy(isDigit), let exponent, abs(exponent) < 1000,
            let uncertainty = Double("\(last)e\(exponent - decimals)"), uncertainty.isFinite
        else { return nil }
        self.uncertainty = uncertainty
    }
}

private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

/// Whether a byte may be in a decimal number; names such as `nan` and hexadecimal digits are not.
private func isPartOfNumber(_ byte: UInt8) -> Bool {
    isDigit(byte) || "+-.eE".utf8.contains(byte)
}
