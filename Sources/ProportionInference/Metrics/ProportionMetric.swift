/// One of the scores, as selections, listings and tables know it.
///
/// Scores are fractions; they are printed in percent.
public enum ProportionMetric: String, Sendable, CaseIterable, Codable {
    /// Root mean square error over all samples and classes.
    case rmse
    /// Mean over the samples of the largest absolute error of a class.
    case mmae
    /// Rate of samples whose present classes are all recovered, and no other.
    case rrs

    /// Which of two scores is the better one.
    public enum Direction: String, Sendable {
        /// A smaller score is better, as for an error.
        case lower
        /// A larger score is better, as for a rate.
        case higher
    }

    /// Its name, what it is, and where it was published.
    public var card: CatalogCard {
        CatalogCard(name: rawValue, title: title, summary: summary, reference: "Simonnet et al. 2023, section 2.2")
    }

    /// The name that tables print.
    public var title: String { rawValue.uppercased() }

    /// One sentence that says what it is.
    public var summary: String {
        switch self {
        case .rmse: "Root mean square error over all samples and classes."
        case .mmae: "Mean over the samples of the largest absolute error of a class."
        case .rrs: "Share of the samples whose predicted set of present classes is the true one."
        }
    }

    /// Its formula over N samples and K classes, as text.
    public var formula: String {
        switch self {
        case .rmse: "√(1/(NK) Σᵢ Σⱼ (ŷᵢⱼ − yᵢⱼ)²)"
        case .mmae: "1/N Σᵢ maxⱼ |ŷᵢⱼ − yᵢⱼ|"
        case .rrs: "1/N Σᵢ 1({j: yᵢⱼ > 0} = {j: ŷᵢⱼ > 0.01})"
        }
    }

    /// Which scores are better.
    public var better: Direction { self == .rrs ? .higher : .lower }

    /// Its value among all scores.
    public func value(in scores: Scores) -> Double {
        switch self {
        case .rmse: scores.rmse
        case .mmae: scores.mmae
        case .rrs: scores.rrs
        }
    }

    /// Whether one score is better than another; a score that is not a number is worse than any other.
    public func isBetter(_ score: Double, than other: Double) -> Bool {
        if score.isNaN || other.isNaN {
            return !score.isNaN
        }
        return better == .lower ? score < other : score > other
    }
}
