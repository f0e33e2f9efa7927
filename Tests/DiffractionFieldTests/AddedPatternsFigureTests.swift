import Foundation
import Reports
import Testing

@testable import DiffractionField

@Suite struct AddedPatternsFigureTests {
    private static func figure(_ runs: [[Double]]) throws -> Figure {
        try .addedPatterns(
            [AddedPatternsCurve(title: "MSE & prop.", runs: runs)], counts: [0, 1, 8],
            identity: FigureIdentity(title: "t"))
    }

    @Test func theMeanIsOverTheRuns() {
        #expect(AddedPatternsCurve(title: "", runs: [[3, 2, 1], [5, 4, 1.5]]).means == [4, 3, 1.25])
    }

    @Test func theCurveIsDrawnAndRunsAreBesideIt() throws {
        func colored(_ runs: [[Double]]) throws -> Int {
            try Self.figure(runs).raster().pixels.count { $0 == Color.lines[0].packed }
        }
        // Discs and the line of the mean; a mean that is nowhere leaves the legend alone.
        #expect(try colored([[3, 2, 1], [5, 4, 1.5]]) > colored([[.nan, .nan, .nan]]) + 100)
        #expect(try Self.figure([[3, 2, 1], [5, 4, 1.5]]).png() != Self.figure([[4, 3, 1.25]]).png())
        if let folder = ProcessInfo.processInfo.environment["DRAW_INTO"] {
            try Self.figure([[1.1, 0.9, 0.6], [1.0, 0.8, 0.65]]).write(
                name: "added-patterns", into: URL(filePath: folder))
        }
    }
}
