internal import Foundation
internal import PowderDiffraction
internal import ScientificFormats

/// The points of the patterns of an experiment that begins.
struct StartingGrid {
    /// The first angle 2θ, in degrees.
    let first: Double
    /// The distance of two points, in degrees.
    let step: Double
    /// How many points there are.
    let count: Int

    /// More points make networks slower, and lines of powders no sharper.
    private static let mostPoints = 2500
    /// Finer steps show no more of lines that are wider than 0.05 degrees.
    private static let smallestStep = 0.02

    /// A grid with the usual step.
    init(_ angles: ClosedRange<Double>) {
        self.init(angles, step: Self.step(over: angles, finest: 0.04))
    }

    /// A grid that a pattern covers, by the rule that all patterns must follow that a model is applied to.
    ///
    /// - Throws: `FormatError` where the pattern is too short, or has gaps.
    init(like scan: PowderScan, path: String) throws {
        let covered = PatternResampling.range(of: scan)
        let (low, high) = (max(covered.lowerBound, 0), min(covered.upperBound, 180))
        guard high - low >= 10, scan.twoTheta.count > 100 else {
            throw FormatError(file: path, reason: "less than 10 degrees, of which networks learn little")
        }
        let own = (covered.upperBound - covered.lowerBound) / Double(scan.twoTheta.count)
        let step = Self.step(over: low...high, finest: max(own, Self.smallestStep))
        // Points stand in the middle of their bins, which the pattern must cover whole.
        self.init(low + step / 2...high - step / 2, step: step)
        if let grid = AngleGrid(first: first, step: step, count: count) {
            try PatternResampling.check(scan, covers: grid, path: path)
        }
    }

    /// Rounds inwards, to a thousandth of a degree.
    private init(_ angles: ClosedRange<Double>, step: Double) {
        first = (angles.lowerBound * 1000 - 1e-6).rounded(.up) / 1000
        self.step = step
        count = Int(((angles.upperBound - first) / step + 1e-9).rounded(.down)) + 1
    }

    /// The step of a grid, a whole number of thousandths of a degree.
    private static func step(over angles: ClosedRange<Double>, finest: Double) -> Double {
        let wanted = max(finest, (angles.upperBound - angles.lowerBound) / Double(mostPoints - 1))
        return (wanted * 1000 - 1e-6).rounded(.up) / 1000
    }

    /// The last angle 2θ, in degrees.
    var last: Double { first + Double(count - 1) * step }
}
