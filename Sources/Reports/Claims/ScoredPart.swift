/// Where methods are scored: a test part of an experiment, written `xrd/xrd-measured`.
public struct ScoredPart: Sendable, Hashable, CustomStringConvertible {
    /// The experiment's name.
    public let experiment: String
    /// The name of the test part.
    public let part: String

    /// Reads two names with a slash between them; anything else gives `nil`.
    init?(_ text: String) {
        let names = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard names.count == 2, names.allSatisfy({ !$0.isEmpty }) else { return nil }
        (experiment, part) = (names[0], names[1])
    }

    /// The two names with a slash between them.
    public var description: String { "\(experiment)/\(part)" }
}
