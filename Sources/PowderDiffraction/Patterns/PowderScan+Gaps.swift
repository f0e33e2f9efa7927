package import ScientificFormats

extension PowderScan {
    /// A step that is wider than so many ordinary ones is a gap.
    ///
    /// One to four points that a reader or a detector lost leave the flanks of a line, as five steps are hardly more than
    /// its width. Scans that count longer at large angles may widen their step there, too, but hardly five times.
    private static let stepsOfGap = 5.0

    /// The ranges of angles where points are missing.
    ///
    /// A gap is a step wider than 5 max(s, m), with the step s of what is made of the scan and the middle m of the scan's
    /// own steps. So a scan whose steps are uneven and fine has none, and neither has a coarse one of even steps.
    ///
    /// - Parameters:
    ///   - range: Which angles matter, in degrees.
    ///   - step: The step s, in degrees.
    /// - Returns: The last point before each gap and the first one behind it, in degrees.
    package func gaps(within range: ClosedRange<Double>, step: Double = 0) -> [ClosedRange<Double>] {
        // Angles are printed rounded.
        let least = Self.stepsOfGap * step * (1 + 1e-6)
        let wide = twoTheta.indices.dropLast().filter { point in
            guard twoTheta[point + 1] - twoTheta[point] > least else { return false }
            // The bins of the points beside a gap reach into it, so that they are of no use either.
            let (before, behind) = (max(point - 1, 0), min(point + 2, twoTheta.count - 1))
            return (twoTheta[before] + twoTheta[point]) / 2 < range.upperBound
                && (twoTheta[point + 1] + twoTheta[behind]) / 2 > range.lowerBound
        }
        guard !wide.isEmpty else { return [] }
        let steps = zip(twoTheta.dropFirst(), twoTheta).map { $0 - $1 }.sorted()
        let own = Self.stepsOfGap * steps[steps.count / 2] * (1 + 1e-6)
        return wide.filter { twoTheta[$0 + 1] - twoTheta[$0] > own }.map { twoTheta[$0]...twoTheta[$0 + 1] }
    }

    /// Where points are missing, in words: `no points between 40.0 and 42.0 degrees`; nothing where there is no gap.
    package static func words(ofGaps gaps: [ClosedRange<Double>]) -> String? {
        func width(_ gap: ClosedRange<Double>) -> Double { gap.upperBound - gap.lowerBound }
        guard let widest = gaps.max(by: { width($0) < width($1) }) else { return nil }
        let more = gaps.count - 1
        let (last, next) = (NumberText.rounded(widest.lowerBound), NumberText.rounded(widest.upperBound))
        return "no points between \(last) and \(next) degrees"
            + (more == 0 ? "" : " and in \(more) other \(more == 1 ? "gap" : "gaps")")
    }
}
