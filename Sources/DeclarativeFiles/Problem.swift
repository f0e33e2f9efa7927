/// One mistake in a file.
public struct Problem: Sendable, Hashable {
    /// Where the mistake stands.
    public let place: SourcePlace
    /// What is wrong, and what would be right.
    public let message: String

    /// Makes a problem.
    public init(place: SourcePlace, message: String) {
        self.place = place
        self.message = message
    }
}

extension Problem: CustomStringConvertible {
    /// The problem as `file:line:column: message`.
    public var description: String { "\(place): \(message)" }
}
