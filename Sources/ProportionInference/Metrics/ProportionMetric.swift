/// What a table, a selection or a report has to know of one of the scores.
public struct ProportionMetric: Sendable {
    /// Which of two scores is the better one.
    public enum Direction: String, Sendable {
        /// A smaller score is better, as for an error.
        case lower
        /// A larger score is better, as for a rate.
        case higher
    }

    /// Its name, what it is, and where it was published.
    public let card: CatalogCard
    /// Its formula over N samples and K classes, as text.
    public let formula: String
    /// The unit in which it is printed; the score itself is a fraction.
    public let unit: String
    /// Which scores are better.
    public let better: Direction
    /// Its value among all scores.
    public let value: @Sendable (Scores) -> Double

    /// Whether one score is better than another; a score that is not a number is worse than any other.
    public func isBetter(_ score: Double, than other: Double) -> Bool {
        if score.isNaN || other.isNaN {
            return !score.isNaN
        }
        return better == .lower ? score < other : score > other
    }
}

/// The metrics that a spec can name, in the order of the paper's tables.
public enum MetricCatalog {
    /// All of them.
    public static let all = Catalog(kind: "metric", entries: [rmse, mmae, rrs], card: { $0.card })

    private static let rmse = ProportionMetric(
        card: CatalogCard(
            name: "rmse", title: "RMSE",
            summary: "Root mean square error over all samples and classes.",
            reference: "Simonnet et al. 2023, section 2.2"),
        formula: "√(1/(NK) Σᵢ Σⱼ (ŷᵢⱼ − yᵢⱼ)²)", unit: "%", better: .lower, value: { $0.rmse })

    private static let mmae = ProportionMetric(
        card: CatalogCard(
            name: "mmae", title: "MMAE",
            summary: "Mean over the samples of the largest absolute error of a class.",
            reference: "Simonnet et al. 2023, section 2.2"),
        formula: "1/N Σᵢ maxⱼ |ŷᵢⱼ − yᵢⱼ|", unit: "%", better: .lower, value: { $0.mmae })

    private static let rrs = ProportionMetric(
        card: CatalogCard(
            name: "rrs", title: "RRS",
            summary: "Share of the samples whose predicted set of present classes is the true one.",
            reference: "Simonnet et al. 2023, section 2.2"),
        formula: "1/N Σᵢ 1({j: yᵢⱼ > 0} = {j: ŷᵢⱼ > 0.01})", unit: "%", better: .higher, value: { $0.rrs })
}
