/// A number as a paper prints it.
public struct PublishedNumber: Sendable, Hashable {
    /// The printed digits, such as `52.0`.
    public let text: String
    /// The number.
    public let value: Double

    /// Reads digits with at most one point among them; anything else gives `nil`.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let value = Double(text), value.isFinite
        else { return nil }
        self.text = text
        self.value = value
    }
}
