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
    init?(_ scan: PowderScan, range: ClosedRange<Double>) {
        let inRange = scan.twoTheta.indices.filter { range.contains(scan.twoTheta[$0]) && scan.twoTheta[$0] > 0 }
        let known = zip(inRange, PointUncertainties(scan, points: inRange).values).filter { $0.1 > 0 }
        let (used, uncertainties) = (known.map(\.0), known.map(\.1))
        guard used.count >= 50 else { return nil }
        twoTheta = used.map { scan.twoTheta[$0] }
        intensities = used.map { scan.intensities[$0] }
        step = (twoTheta[used.count - 1] - twoTheta[0]) / Double(used.count - 1)
        weights = uncertainties.map { 1 / ($0 * $0) }
        smallestUncertainty = uncertainties.min() ?? 1
    }
}
