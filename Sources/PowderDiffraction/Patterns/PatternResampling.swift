public import ScientificFormats

/// Brings measured patterns to a grid in such a way that no count is lost or made.
///
/// Point i of a scan is a bin, from the middle between its angle and the one before to the middle between its angle and
/// the one behind; the first and the last bin are symmetric. Its counts cᵢ are spread evenly over its width wᵢ. Point j
/// of the grid is a bin of one step around its angle, and its value is
///
///     yⱼ = Σᵢ oᵢⱼ cᵢ / wᵢ
///
/// with the overlap oᵢⱼ of the two bins. So the sum over the grid is the number of counts measured within the grid's
/// range, whatever the two steps are; a scan with half the step of the grid gives about twice its counts a point.
/// Steps finer than the scan's show its bins: nothing is interpolated.
public enum PatternResampling {
    /// The bins of the scan may end short of those of the grid by this share of a step: angles are printed rounded.
    private static let tolerance = 1e-6

    /// Resamples a scan.
    ///
    /// The variances are Var yⱼ = Σᵢ (oᵢⱼ / wᵢ)² Var cᵢ, with Var cᵢ the square of the file's uncertainty, or cᵢ itself
    /// where the scan's quantity is counts and the file has no uncertainties (Poisson); otherwise they are unknown. Where
    /// a bin of the scan is shared between two points of the grid, these are correlated, which the variances do not show.
    ///
    /// - Parameters:
    ///   - scan: The measured pattern, measured for the same time at each point.
    ///   - grid: The angles asked for.
    ///   - path: The scan's file, for what is said of it.
    /// - Returns: A number for each angle of the grid.
    /// - Throws: `FormatError` where the bins of the scan do not cover those of the grid, and where points are missing
    ///   among them.
    public static func resample(_ scan: PowderScan, to grid: AngleGrid, path: String) throws -> ResampledPattern {
        try check(scan, covers: grid, path: path)
        let edges = binEdges(of: scan.twoTheta)
        let measured: [Double]? =
            if let uncertainties = scan.uncertainties {
                uncertainties.map { $0 * $0 }
            } else {
                scan.quantity == .counts ? scan.intensities : nil
            }

        var counts = Array(repeating: 0.0, count: grid.count)
        var variances = measured.map { _ in counts }
        var point = 0
        for index in 0..<grid.count {
            let (lower, upper) = (gridEdge(index, of: grid), gridEdge(index + 1, of: grid))
            while point < scan.twoTheta.count - 1, edges[point + 1] <= lower { point += 1 }
            var other = point
            while other < scan.twoTheta.count, edges[other] < upper {
                let overlap = min(edges[other + 1], upper) - max(edges[other], lower)
                let share = max(overlap, 0) / (edges[other + 1] - edges[other])
                counts[index] += share * scan.intensities[other]
                if let measured { variances?[index] += share * share * measured[other] }
                other += 1
            }
        }
        return ResampledPattern(counts: counts, variances: variances)
    }

    /// Requires what a scan must have to be brought to a grid.
    ///
    /// Its bins cover those of the grid, and none of its steps there is a gap, a step wider than five of the grid and
    /// five of its own middle one (`PowderScan.gaps`). The bins beside a gap would be
    /// spread over angles where nothing was measured.
    ///
    /// - Parameters:
    ///   - scan: The measured pattern.
    ///   - grid: The angles asked for.
    ///   - path: The scan's file, for what is said of it.
    /// - Throws: `FormatError` with the angles that are missing.
    package static func check(_ scan: PowderScan, covers grid: AngleGrid, path: String) throws {
        let (covered, first, last) = (range(of: scan), gridEdge(0, of: grid), gridEdge(grid.count, of: grid))
        let margin = tolerance * grid.step
        guard covered.lowerBound <= first + margin, covered.upperBound >= last - margin else {
            throw FormatError(
                file: path,
                reason:
                    "its points cover \(words(covered)) degrees, and not the \(words(first...last)) degrees of the grid"
            )
        }
        if let gaps = PowderScan.words(ofGaps: scan.gaps(within: first...last, step: grid.step)) {
            throw FormatError(
                file: path,
                reason:
                    "has \(gaps), within the grid: measure there, too, or take a grid that ends before or begins behind"
            )
        }
    }

    /// Where the first bin of a scan begins and the last one ends, in degrees.
    package static func range(of scan: PowderScan) -> ClosedRange<Double> {
        let edges = binEdges(of: scan.twoTheta)
        return edges[0]...edges[edges.count - 1]
    }

    /// Two angles, rounded to a millionth of a degree.
    private static func words(_ range: ClosedRange<Double>) -> String {
        "\(NumberText.rounded(range.lowerBound)) to \(NumberText.rounded(range.upperBound))"
    }

    /// Where the bins of a scan begin and end: one number more than it has points.
    private static func binEdges(of angles: [Double]) -> [Double] {
        let middles = zip(angles, angles.dropFirst()).map { $0 + ($1 - $0) / 2 }
        let last = angles.count - 1
        return [angles[0] - (middles[0] - angles[0])] + middles + [angles[last] + (angles[last] - middles[last - 1])]
    }

    /// Where a bin of the grid begins, and the one before ends.
    private static func gridEdge(_ index: Int, of grid: AngleGrid) -> Double {
        grid.first + (Double(index) - 0.5) * grid.step
    }
}
