internal import Foundation
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
        self.init(angles, finest: 0.04)
    }

    /// A grid that lies within a pattern.
    ///
    /// - Throws: `FormatError` where the pattern is too short.
    init(like scan: PowderScan, path: String) throws {
        guard let low = scan.twoTheta.min(), let high = scan.twoTheta.max(), high - low >= 10, scan.twoTheta.count > 100
        else { throw FormatError(file: path, reason: "less than 10 degrees, of which networks learn little") }
        let own = (high - low) / Double(scan.twoTheta.count - 1)
        self.init(low...high, finest: max(own, Self.smallestStep))
    }

    /// Rounds inwards, to a thousandth of a degree.
    private init(_ angles: ClosedRange<Double>, finest: Double) {
        let low = (angles.lowerBound * 1000 - 1e-6).rounded(.up) / 1000
        let width = angles.upperBound - low
        let wanted = max(finest, width / Double(Self.mostPoints - 1))
        first = low
        step = (wanted * 1000).rounded(.up) / 1000
        count = Int((width / step + 1e-9).rounded(.down)) + 1
    }

    /// The last angle 2θ, in degrees.
    var last: Double { first + Double(count - 1) * step }
}
