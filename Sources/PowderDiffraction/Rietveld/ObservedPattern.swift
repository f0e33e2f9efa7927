internal import ScientificFormats

/// The points of a measured pattern that a refinement uses.
struct ObservedPattern: Sendable {
    /// The angles 2θ, in degrees.
    let twoTheta: [Double]
    /// The intensities, counts as a rule.
    let intensities: [Double]
    /// One over the variance of each intensity.
    let weights: [Double]
    /// The mean distance of two points, in degrees.
    let step: Double

    /// The smallest uncertainty of an intensity.
    let smallestUncertainty: Double

    /// Takes the points of a scan within a range.
    ///
    /// Weights are 1/σ² with the uncertainties of ``PointUncertainties``, which leaves points out.
    ///
    /// - Parameters:
    ///   - scan: The scan.
    ///   - range: The angles 2θ that are used, in degrees.
    ///   - excluded: Ranges within that whose points are left out.
    init?(_ scan: PowderScan, range: ClosedRange<Double>, excluded: [ClosedRange<Double>] = []) {
        let covered = scan.twoTheta.indices.filter { range.contains(scan.twoTheta[$0]) && scan.twoTheta[$0] > 0 }
        let known = zip(covered, PointUncertainties(scan, points: covered).values).filter { index, uncertainty in
            uncertainty > 0 && !excluded.contains { $0.contains(scan.twoTheta[index]) }
        }
        let (used, uncertainties) = (known.map(\.0), known.map(\.1))
        guard used.count >= 50 else { return nil }
        twoTheta = used.map { scan.twoTheta[$0] }
        intensities = used.map { scan.intensities[$0] }
        step = (scan.twoTheta[covered[covered.count - 1]] - scan.twoTheta[covered[0]]) / Double(covered.count - 1)
        weights = uncertainties.map { 1 / ($0 * $0) }
        smallestUncertainty = uncertainties.min() ?? 1
    }
}
