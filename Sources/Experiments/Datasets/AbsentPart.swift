/// A test part of a dataset whose files are not there; methods are trained all the same.
public struct AbsentPart: Sendable, Codable, Equatable {
    /// The part's name, one of ``DatasetRecipe/testParts``.
    public let name: String
    /// Which files are missing and how to get them.
    public let reason: String

    /// Names a part and says why it is not there.
    public init(name: String, reason: String) {
        self.name = name
        self.reason = reason
    }
}
