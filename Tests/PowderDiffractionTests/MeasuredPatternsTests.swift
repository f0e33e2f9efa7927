import Foundation
import PowderDiffraction
import ScientificFormats
import Testing

private let dataFolder = ProcessInfo.processInfo.environment["PROPORTIONS_DATA"]

/// The measured patterns, as published; facts about them were computed with NumPy.
@Suite("Measured patterns", .enabled(if: dataFolder != nil, "PROPORTIONS_DATA names no folder of data"))
struct MeasuredPatternsTests {
    private static let classes = ["dolomite", "hematite", "calcite", "gibbsite"]
    private static let names = (1...24).map { $0 < 10 ? "0\($0).xy" : "\($0).xy" }

    private func path(_ name: String) throws -> String { try #require(dataFolder) + "/xrd/experimental/" + name }

    @Test("each has 2905 points of about 0.0296 degrees, and all that was counted comes through the grid")
    func patterns() throws {
        let grid = try #require(AngleGrid(first: 4.01, step: 0.03, count: 2866))
        var total = 0.0
        for name in Self.names {
            let scan = try PowderScan.read(path: path(name))
            #expect(scan.twoTheta.count == 2905 && scan.uncertainties == nil && scan.radiation == nil)
            #expect(scan.intensities.allSatisfy { $0 >= 0 && $0 == $0.rounded() })
            let steps = zip(scan.twoTheta.dropFirst(), scan.twoTheta).map { $0 - $1 }
            #expect(steps.allSatisfy { $0 > 0.0295 && $0 < 0.0298 })
            total += scan.intensities.reduce(0, +)

            let pattern = try PatternResampling.resample(scan, to: grid, path: name)
            let sum = pattern.counts.reduce(0, +)
            // The grid leaves out at most two points at each end.
            let ends = (scan.intensities.prefix(2) + scan.intensities.suffix(2)).reduce(0, +)
            let all = scan.intensities.reduce(0, +)
            #expect(sum <= all && sum >= all - ends)
        }
        #expect(total == 70_245_937)
        let first = try PowderScan.read(path: path("01.xy"))
        #expect(first.twoTheta[0] == 4.0001 && first.intensities.prefix(3) == [1789, 1781, 1745])
    }

    @Test("each has weighed fractions, found by the names of the columns")
    func fractions() throws {
        let table = try WeighedFractions.read(path: path("labels.csv"), classes: Self.classes)
        #expect(table.samples.map(\.file) == Self.names)
        #expect(table["06.xy"] == [0, 0, 1, 0])
        #expect(table["22.xy"] == [0.398169336384439, 0.19908466819222, 0.200634826898944, 0.202111168524397])
        #expect(table.samples.allSatisfy { abs($0.fractions.reduce(0, +) - 1) < 1e-12 })
    }
}
