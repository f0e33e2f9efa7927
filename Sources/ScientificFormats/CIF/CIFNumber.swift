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
