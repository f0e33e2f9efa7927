internal import DeclarativeFiles

/// A statement of the paper that records can bear out or contradict.
public struct Claim: Sendable, Equatable {
    /// How a claim is put to the test.
    public enum Test: Sendable, Equatable {
        /// Scores are compared.
        case comparison(Comparison)
        /// Nothing in the records bears on it, for a reason.
        case none(reason: String)
    }

    /// Its name.
    public let id: String
    /// The statement, in our words.
    public let statement: String
    /// Where in the paper it stands.
    public let source: String
    /// How it is put to the test.
    public let test: Test
    /// Where the same comparison is made beside it, without a part in the verdict: samples that resemble the paper's.
    public let substitute: ScoredPart?
    /// The same samples divided in other ways: the same comparison is made there as far as there are records, and counts.
    public let splits: [ScoredPart]
    /// Where the claim stands in its file.
    let place: SourcePlace

    /// The experiments that its comparison needs, the substitute's included; other splits are not needed.
    var experiments: Set<String> {
        guard case .comparison(let comparison) = test else { return [] }
        return Set(
            comparison.contrasts.flatMap { [$0.first.place.experiment, $0.second.place.experiment] }
                + (substitute.map { [$0.experiment] } ?? []))
    }
}
