public import ProportionInference

/// What a spec has to know of a kind of figure: its key under `report.figures`, and what it can be drawn of.
public struct FigureDeclaration: Sendable {
    /// Its key, and what it shows.
    public let card: CatalogCard
    /// The kind of picture that it is drawn from, or nothing where records are all that it needs.
    public let needs: DatasetPicture.Kind?
    /// Whether a spec names the methods that it shows.
    public let showsMethods: Bool

    /// Declares a kind of figure.
    ///
    /// - Parameters:
    ///   - key: Its key under `report.figures`.
    ///   - title: What people call it.
    ///   - summary: One sentence that says what it shows.
    ///   - needs: The kind of picture that it is drawn from.
    ///   - showsMethods: Whether a spec names the methods that it shows.
    public init(key: String, title: String, summary: String, needs: DatasetPicture.Kind?, showsMethods: Bool = false) {
        card = CatalogCard(name: key, title: title, summary: summary, reference: "")
        self.needs = needs
        self.showsMethods = showsMethods
    }
}
