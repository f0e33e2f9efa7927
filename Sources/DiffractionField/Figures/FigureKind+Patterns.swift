internal import Experiments
internal import Reports

extension FigureKind {
    /// A few patterns with their proportions.
    static let patterns = FigureKind(
        FigureDeclaration(
            key: "patterns", title: "Patterns",
            summary: "A few patterns with their proportions, and the strong lines of the phases.", needs: .patterns)
    ) { request in
        guard let picture = request.picture?.patterns else { preconditionFailure("patterns of something else") }
        let results = request.results
        return try .patterns(
            picture, identity: results.identity(title: "\(results.spec.title): patterns", of: results.records))
    }
}
