/// Two methods, or one method in two places, whose scores are compared.
public struct Contrast: Sendable, Hashable, CustomStringConvertible {
    /// A method where it is scored.
    public struct Side: Sendable, Hashable, CustomStringConvertible {
        /// Where it is scored.
        public let place: ScoredPart
        /// The method's name.
        public let method: String

        /// Experiment, part and method with slashes between them.
        public var description: String { "\(place)/\(method)" }
    }

    /// The side that a claim expects to be the better one.
    public let first: Side
    /// The other side.
    public let second: Side

    /// The two sides.
    public var description: String { "\(first) \(second)" }
}
