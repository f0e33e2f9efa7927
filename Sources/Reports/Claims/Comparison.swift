public import ProportionInference

/// What a claim compares, and not how it comes out.
///
/// A comparison is a list of contrasts. A claim of superiority says of each that its first side has the better mean score.
/// A claim of similarity says of each that the mean scores differ by less than a tolerance.
public struct Comparison: Sendable, Equatable {
    /// The score.
    public let metric: ProportionMetric
    /// What is compared, at least one contrast.
    public let contrasts: [Contrast]
    /// The largest difference of similar scores, in percentage points; nothing where one side has to be better.
    public let tolerance: Double?

    /// The same comparison with every side in another place.
    func moved(to place: ScoredPart) -> Comparison {
        func moved(_ side: Contrast.Side) -> Contrast.Side { Contrast.Side(place: place, method: side.method) }
        return Comparison(
            metric: metric,
            contrasts: contrasts.map { Contrast(first: moved($0.first), second: moved($0.second)) },
            tolerance: tolerance)
    }
}
