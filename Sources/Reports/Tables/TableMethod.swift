/// A method with its row of a table.
public struct TableMethod: Sendable {
    /// The name that the paper prints, such as `MSE & Dirichlet`.
    public let title: String
    /// In a few words what the method was given, such as `labelled pixels`.
    public let given: String
    /// Whether its results were made elsewhere: they are marked, and stand beside the ranks of the others.
    public let isExternal: Bool

    /// The title with the mark of results that were made elsewhere.
    var markedTitle: String { isExternal ? title + TableCell.external : title }

    /// Describes a method.
    public init(title: String, given: String, isExternal: Bool = false) {
        self.isExternal = isExternal
        self.title = title
        self.given = given
    }
}
