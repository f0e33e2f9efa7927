/// What is wrong with a symmetry, or with the sites that it is applied to.
public struct SymmetryError: Error, Equatable, CustomStringConvertible {
    /// What is wrong, and what would be right.
    public let reason: String

    /// Makes an error.
    public init(_ reason: String) {
        self.reason = reason
    }

    /// The reason.
    public var description: String { reason }
}
