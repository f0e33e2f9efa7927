/// What a catalogue says of one thing that a spec can name.
public struct CatalogCard: Sendable, Hashable {
    /// The name that specs and commands use, such as `mse-dirichlet`.
    public let name: String
    /// The name that tables print, such as `MSE & Dirichlet`.
    public let title: String
    /// One sentence that says what it is.
    public let summary: String
    /// Where it was published: paper, section, equation.
    public let reference: String
    /// Counts the changes that alter its numbers.
    ///
    /// It is part of a run's identity, so that raising it reruns what used it.
    public let revision: Int

    /// Makes a card.
    public init(name: String, title: String, summary: String, reference: String, revision: Int = 1) {
        self.name = name
        self.title = title
        self.summary = summary
        self.reference = reference
        self.revision = revision
    }
}
