/// A parameter cannot be fixed as it is wanted.
public struct UnfixableParameter: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, and what could be said instead.
    public let description: String
}
