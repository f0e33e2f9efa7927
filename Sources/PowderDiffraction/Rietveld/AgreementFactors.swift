internal import Foundation

/// How well a calculated pattern agrees with the observed one.
///
/// Source: R. A. Young (ed.), *The Rietveld Method* (1993), chapter 1.
public struct AgreementFactors: Sendable, Hashable {
    /// Rp = Σ |y - y_c| / Σ y, a fraction.
    public let profile: Double
    /// Rwp = √(Σ w (y - y_c)² / Σ w y²), a fraction.
    public let weightedProfile: Double
    /// Rexp = √((N - P) / Σ w y²), a fraction, with N points and P unknowns.
    public let expected: Double

    /// The goodness of fit Rwp / Rexp = √(χ²/(N - P)): 1 where only counting noise is left.
    public var goodnessOfFit: Double { weightedProfile / expected }

    /// Compares two patterns.
    init(pattern: ObservedPattern, calculated: [Double], unknowns: Int) {
        var (difference, sum, weighted, total) = (0.0, 0.0, 0.0, 0.0)
        for (index, y) in pattern.intensities.enumerated() {
            let residual = y - calculated[index]
            difference += abs(residual)
            sum += y
            weighted += pattern.weights[index] * residual * residual
            total += pattern.weights[index] * y * y
        }
        profile = difference / sum
        weightedProfile = (weighted / total).squareRoot()
        expected = (Double(max(pattern.intensities.count - unknowns, 1)) / total).squareRoot()
    }
}
