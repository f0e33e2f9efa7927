import PowderDiffraction
import ScientificFormats
import NumericalMethods
import Testing

@Suite struct PatternResamplingTests {
    private func grid(_ first: Double, _ step: Double, _ count: Int) throws -> AngleGrid {
        try #require(AngleGrid(first: first, step: step, count: count))
    }

    private func resampled(_ scan: PowderScan, to grid: AngleGrid) throws -> ResampledPattern {
        try PatternResampling.resample(scan, to: grid, path: "x.xy")
    }

    /// A scan of uneven steps.
    private static let uneven = PowderScan(
        twoTheta: [10, 10.5, 11.5, 12, 13, 15], intensities: [4, 8, 12, 2, 30, 16], quantity: .counts)

    /// By hand: the bins end at 9.75, 10.25, 11, 11.75, 12.5, 14 and 16, with 8, 32/3, 16, 8/3, 20 and 8 counts a degree.
    @Test func spreadsCountsOverBins() throws {
        let pattern = try resampled(Self.uneven, to: try grid(11, 2, 2))
        // 10 to 12: a quarter degree at 8, the whole second and third bin, a quarter degree at 8/3.
        let first: Double = 2 + 8 + 12 + 2.0 / 3
        #expect(abs(pattern.counts[0] - first) < 1e-12)
        // 12 to 14: half a degree at 8/3, and the whole fifth bin.
        let second: Double = 4.0 / 3 + 30
        #expect(abs(pattern.counts[1] - second) < 1e-12)
        let variances = try #require(pattern.variances)
        let expected: [Double] = [4 * 0.25 + 8 + 12 + 2 / 9, 2 * 4 / 9 + 30]
        #expect(abs(variances[0] - expected[0]) < 1e-12 && abs(variances[1] - expected[1]) < 1e-12)
    }

    @Test func ownGridIsTheIdentity() throws {
        let grid = try grid(4, 0.0296, 2905)
        let counts = grid.angles().indices.map { Double($0 * 7919 % 1000) }
        let pattern = try resampled(
            PowderScan(twoTheta: grid.angles(), intensities: counts, quantity: .counts), to: grid)
        #expect(zip(pattern.counts, counts).allSatisfy { abs($0 - $1) <= 1e-8 })
        let variances = try #require(pattern.variances)
        #expect(zip(variances, counts).allSatisfy { abs($0 - $1) <= 1e-8 })
    }

    @Test(arguments: [(0.01, 1), (0.013, 2), (0.07, 3), (0.5, 4), (0.00137, 5)])
    func noCountIsLostOrMade(step: Double, seed: UInt64) throws {
        var stream = Seed(experiment: "resampling", base: seed).stream()
        var angle = 9.0
        var angles: [Double] = []
        while angle < 61 {
            angles.append(angle)
            angle += 0.01 + 0.04 * stream.uniform()
        }
        let counts = angles.map { _ in (1000 * stream.uniform()).rounded() }
        let grid = try grid(10, step, Int(50 / step))
        let pattern = try resampled(PowderScan(twoTheta: angles, intensities: counts), to: grid)

        // The counts within the grid's range, by the scan's cumulative counts at both ends.
        let edges = [angles[0] - (angles[1] - angles[0]) / 2] + zip(angles, angles.dropFirst()).map { ($0 + $1) / 2 }
        func cumulative(_ end: Double) -> Double {
            counts.indices.dropLast().reduce(0) { sum, index in
                let share = (end - edges[index]) / (edges[index + 1] - edges[index])
                return sum + counts[index] * min(max(share, 0), 1)
            }
        }
        let expected = cumulative(grid.last + step / 2) - cumulative(grid.first - step / 2)
        let sum = pattern.counts.reduce(0, +)
        #expect(abs(sum - expected) <= 1e-12 * expected, "\(sum) \(expected)")
        #expect(pattern.variances == nil)
    }

    @Test func aRampStaysARamp() throws {
        let angles = (0..<1000).map { 10 + 0.01 * Double($0) }
        let ramp = PowderScan(twoTheta: angles, intensities: angles.map { 500 * ($0 - 9) })
        // Two bins of the scan make one of the grid: 500 (2θ - 9) at both, so twice that in the middle.
        let coarse = try grid(10.005, 0.02, 500)
        for (value, angle) in zip(try resampled(ramp, to: coarse).counts, coarse.angles()) {
            #expect(abs(value - 1000 * (angle - 9)) < 1e-8)
        }
        // A bin that ends within one of the scan differs from the ramp by at most slope · h² / 8 a degree at each end.
        let other = try grid(10.2, 0.0137, 500)
        let slope = 500 / 0.01
        for (value, angle) in zip(try resampled(ramp, to: other).counts, other.angles()) {
            let expected: Double = slope * (angle - 9) * other.step
            #expect(abs(value - expected) <= 2 * slope * 0.01 * 0.01 / 8 + 1e-9)
        }
    }

    @Test func theFilesUncertaintiesGoBeforePoisson() throws {
        let scan = PowderScan(
            twoTheta: [10, 11, 12], intensities: [4, 9, 16], uncertainties: [1, 2, 3], quantity: .correctedCounts)
        let pattern = try resampled(scan, to: try grid(10.5, 1, 2))
        #expect(pattern.variances == [1.25, 3.25])
        #expect(pattern.counts == [6.5, 12.5])
    }

    @Test(arguments: [(10.0, 1.0, 3), (11.0, 1.0, 4), (5.0, 0.5, 4)])
    func aScanThatDoesNotCoverTheGridIsRefused(first: Double, step: Double, count: Int) throws {
        let scan = PowderScan(twoTheta: [10.2, 11, 12, 13], intensities: [1, 2, 3, 4])
        let error = try #require(throws: FormatError.self) { _ = try resampled(scan, to: try grid(first, step, count)) }
        let last = first + (Double(count) - 0.5) * step
        let expected =
            "x.xy: its points cover 9.8 to 13.5 degrees, and not the \(first - step / 2) to \(last) degrees of the grid"
        #expect(error.description == expected)
    }

    /// A scan over 5 to 60 degrees in steps of 0.03 without the points between two angles.
    private func scan(without missing: Range<Double>) -> PowderScan {
        let angles = (0...1833).map { 5 + 0.03 * Double($0) }.filter { !missing.contains($0) }
        return PowderScan(twoTheta: angles, intensities: angles.map { _ in 7 }, quantity: .counts)
    }

    @Test func aScanWithAGapWithinTheGridIsRefused() throws {
        let gapped = scan(without: 40..<42)
        let error = try #require(throws: FormatError.self) { _ = try resampled(gapped, to: try grid(10, 0.04, 1000)) }
        #expect(
            error.description == "x.xy: has no points between 39.98 and 42.02 degrees, within the grid: measure there, "
                + "too, or take a grid that ends before or begins behind")
        // Grids that end before the gap or begin behind it.
        for grid in [try grid(10, 0.04, 748), try grid(42.06, 0.04, 300)] {
            let counts = try resampled(gapped, to: grid).counts
            #expect(counts.allSatisfy { abs($0 - 7 * 0.04 / 0.03) < 1e-6 })
        }
        // Bins of the grid that reach into the gap, and into the bin of the point beside it.
        #expect(throws: FormatError.self) { try resampled(gapped, to: try grid(10, 0.04, 751)) }
        #expect(throws: FormatError.self) { try resampled(gapped, to: try grid(42.04, 0.04, 300)) }
    }

    /// Five steps of the grid are 0.2 degrees, and of the scan, 0.15.
    @Test(arguments: [(40.0, 40.03, true), (40.0, 40.145, true), (40.0, 40.175, false)])
    func fewPointsMayBeMissing(first: Double, behind: Double, isTaken: Bool) throws {
        let gapped = scan(without: first..<behind)
        #expect(gapped.twoTheta.count < 1834)
        let grid = try grid(10, 0.04, 1000)
        if isTaken {
            #expect(throws: Never.self) { try resampled(gapped, to: grid) }
        } else {
            #expect(throws: FormatError.self) { try resampled(gapped, to: grid) }
        }
    }

    @Test func stepsThatAreUnevenAndFineAndEvenCoarseOnesAreNoGaps() throws {
        // Counting longer at large angles, in wider steps.
        var angles = [4.0]
        while let last = angles.last, last < 61 { angles.append(last + (last < 30 ? 0.01 : last < 45 ? 0.02 : 0.05)) }
        let uneven = PowderScan(twoTheta: angles, intensities: angles.map { _ in 3 })
        #expect(throws: Never.self) { try resampled(uneven, to: try grid(5, 0.02, 2700)) }
        let even = (0...40).map { 4 + 1.5 * Double($0) }
        let coarse = PowderScan(twoTheta: even, intensities: even.map { _ in 3 })
        #expect(throws: Never.self) { try resampled(coarse, to: try grid(5, 0.02, 2700)) }
    }

    @Test func gapsAreFoundWithoutAGridToo() {
        let angles: [Double] = [10, 10.1, 10.2, 10.7, 10.8, 11.4, 11.5, 20, 20.1, 20.2, 20.3, 20.4, 20.5, 20.6]
        let scan = PowderScan(twoTheta: angles, intensities: angles.map { _ in 1 })
        #expect(scan.gaps(within: 5...30) == [10.8...11.4, 11.5...20])
        #expect(scan.gaps(within: 12...30) == [11.5...20])
        #expect(scan.gaps(within: 5...30, step: 0.2) == [11.5...20])
        #expect(scan.gaps(within: 20.1...30).isEmpty && PowderScan.words(ofGaps: []) == nil)
        #expect(
            PowderScan.words(ofGaps: [10.8...11.4, 11.5...20])
                == "no points between 11.5 and 20.0 degrees and in 1 other gap")
    }

    @Test func roundedAnglesStillCoverTheGrid() throws {
        let scan = PowderScan(twoTheta: [10, 11, 12], intensities: [1, 2, 3])
        #expect(throws: Never.self) { try resampled(scan, to: try grid(10 - 1e-7, 1, 3)) }
        #expect(throws: FormatError.self) { try resampled(scan, to: try grid(10 - 1e-5, 1, 3)) }
    }
}
