internal import Foundation
internal import NumericalMethods

/// The interval between two quantiles of resamples, expanded for how few things were resampled.
///
/// The quantiles are taken at α' and 1 − α' with α' = Φ(−√(n/(n − 1)) t), where t is the quantile 1 − α/2 of Student's
/// distribution with n − 1 degrees of freedom.
///
/// Source: T. Hesterberg, *What Teachers Should Know About the Bootstrap: Resampling in the Undergraduate Statistics
/// Curriculum*, The American Statistician 69, 2015, section 3.4.
///
/// - Parameters:
///   - means: What resamples gave, two or more.
///   - coverage: The probability 1 − α.
///   - count: The number n, two or more.
/// - Returns: The interval.
func expandedPercentiles(of means: [Double], coverage: Double, count: Int) -> ClosedRange<Double> {
    let sorted = means.sorted()
    let reach = studentQuantile(twoSided: 1 - coverage, degrees: Double(count - 1))
    let tail = erfc((Double(count) / Double(count - 1)).squareRoot() * reach / 2.0.squareRoot()) / 2
    /// The quantile of sorted numbers, with straight lines between them.
    func quantile(_ probability: Double) -> Double {
        let position = probability * Double(sorted.count - 1)
        let lower = min(Int(position), sorted.count - 2)
        return sorted[lower] + (position - Double(lower)) * (sorted[lower + 1] - sorted[lower])
    }
    return quantile(tail)...quantile(1 - tail)
}
