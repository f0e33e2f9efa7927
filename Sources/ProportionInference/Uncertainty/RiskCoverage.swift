/// How the mean error falls where the samples of which a method is least sure are set aside.
public struct RiskCoverage: Sendable, Equatable {
    /// The mean error of the surest samples, for one of them, two, and so on up to all.
    public let risks: [Double]

    /// Ranks samples by their uncertainty; equals keep their order.
    ///
    /// - Parameters:
    ///   - errors: The error of each sample.
    ///   - uncertainties: How unsure the method is of it; only their order matters.
    public init(errors: [Double], uncertainties: [Double]) {
        precondition(
            errors.count == uncertainties.count, "\(errors.count) errors, \(uncertainties.count) uncertainties")
        let order = errors.indices.sorted { (uncertainties[$0], $0) < (uncertainties[$1], $1) }
        var sum = 0.0
        risks = order.enumerated().map { index, sample in
            sum += errors[sample]
            return sum / Double(index + 1)
        }
    }

    /// The mean of the risks over all shares of samples.
    ///
    /// Lower is better, and samples ranked by their errors reach the lowest. Not a number where there are no samples.
    public var area: Double { risks.reduce(0, +) / Double(risks.count) }
}
