/// A method with its row of a table.
public struct TableMethod: Sendable {
    /// The name that the paper prints, such as `MSE & Dirichlet`.
    public let title: String
    /// In a few words what the method was given, such as `labelled pixels`.
    public let given: String

    /// Describes a method.
    public init(title: String, given: String) {
        self.title = title
        self.given = given
    }
}
