/// Parameters that do not belong to the network that they are to go into.
public struct UnfitParameters: Error, Sendable, Equatable, CustomStringConvertible {
    /// What does not fit, in words.
    public let description: String

    init(_ description: String) { self.description = description }
}
