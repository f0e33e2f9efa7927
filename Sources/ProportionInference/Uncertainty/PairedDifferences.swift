public import NumericalMethods

/// The differences of pairs of measurements, and what they say of the mean of all such differences.
///
/// Pairs are taken as drawn independently of each other from one distribution.
public struct PairedDifferences: Sendable, Equatable {
    /// The differences, one a pair.
    public let values: [Double]
    /// Their mean.
    public let mean: Double
    /// Their standard deviation, √(Σ(d − mean)²/(n − 1)); zero for a single one.
    public let standardDeviation: Double

    /// Takes differences, at least one, all of them finite.
    public init(_ values: [Double]) {
        precondition(!values.isEmpty && values.allSatisfy(\.isFinite), "differences \(values)")
        self.values = values
        mean = values.reduce(0, +) / Double(values.count)
        // Equal differences have no spread, whatever rounding their mean has.
        let (mean, isConstant) = (mean, Set(values).count == 1)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        standardDeviation = isConstant ? 0 : (squares / Double(values.count - 1)).squareRoot()
    }

    /// The probability of such differences, or of larger ones, if their true mean were a bound: a small one is evidence
    /// that the true mean lies above the bound.
    ///
    /// Student's test of paired samples: T = (mean − bound) / (s/√n) has n − 1 degrees of freedom. It takes the
    /// differences as normally distributed. Resampling would not; but of five differences it cannot tell a probability
    /// below 1/126, the share of one resample among those that differ.
    ///
    /// - Parameter bound: The bound.
    /// - Returns: P(T' ≥ T), from 0 to 1; 1 for a single difference, of which nothing is known.
    public func probability(ofMeanAt bound: Double) -> Double {
        guard values.count > 1, mean != bound else { return values.count > 1 ? 0.5 : 1 }
        guard standardDeviation > 0 else { return mean > bound ? 0 : 1 }
        let t = (mean - bound) / (standardDeviation / Double(values.count).squareRoot())
        let tail = studentProbability(twoSided: t, degrees: Double(values.count - 1)) / 2
        return t > 0 ? tail : 1 - tail
    }

    /// An interval that holds the true mean with a probability, by resampling pairs: the expanded percentile interval.
    ///
    /// The ends are quantiles of the means of resamples. A plain percentile interval is too short for few pairs, because
    /// resamples spread by s/√n with n for n − 1, and because s varies. So the quantiles are taken at α' and 1 − α' with
    /// α' = Φ(−√(n/(n − 1)) t), where t is the quantile 1 − α/2 of Student's distribution with n − 1 degrees of freedom.
    /// No end can lie beyond the extreme differences, however few pairs there are.
    ///
    /// Source: T. Hesterberg, *What Teachers Should Know About the Bootstrap: Resampling in the Undergraduate Statistics
    /// Curriculum*, The American Statistician 69, 2015, section 3.4.
    ///
    /// - Parameters:
    ///   - coverage: The probability 1 − α, between 0 and 1.
    ///   - resamples: The number of resamples.
    ///   - stream: Draws them.
    /// - Returns: The interval; nothing for a single pair.
    public func bootstrapInterval(
        coverage: Double, resamples: Int, stream: inout RandomStream
    ) -> ClosedRange<Double>? {
        precondition(coverage > 0 && coverage < 1 && resamples > 1, "\(resamples) resamples for \(coverage)")
        guard values.count > 1 else { return nil }
        let count = values.count
        var means: [Double] = []
        means.reserveCapacity(resamples)
        for _ in 0..<resamples {
            var sum = 0.0
            for _ in 0..<count { sum += values[stream.integer(below: count)] }
            means.append(sum / Double(count))
        }
        return expandedPercentiles(of: means, coverage: coverage, count: count)
    }
}
