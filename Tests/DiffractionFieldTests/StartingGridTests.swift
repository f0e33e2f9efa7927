import PowderDiffraction
import ScientificFormats
import Testing

@testable import DiffractionField

@Suite("The grid of an experiment that begins with a pattern")
struct StartingGridTests {
    private func scan(first: Double, step: Double, to last: Double) -> PowderScan {
        let angles = (0...Int((last - first) / step)).map { first + step * Double($0) }
        return PowderScan(twoTheta: angles, intensities: angles.map { _ in 40 })
    }

    /// Patterns are brought to a grid by a rule that knows nothing of how the grid was made.
    @Test(
        "is one that the pattern covers, and hardly narrower, whatever the pattern's step",
        arguments: [0.004, 0.01, 0.02, 0.0296, 0.05, 0.1], [4.001, 5, 9.9983])
    func covers(step: Double, first: Double) throws {
        let scan = scan(first: first, step: step, to: 90)
        let made = try StartingGrid(like: scan, path: "my.xy")
        let grid = try #require(AngleGrid(first: made.first, step: made.step, count: made.count))
        let counts = try PatternResampling.resample(scan, to: grid, path: "my.xy").counts
        #expect(counts.allSatisfy { abs($0 - 40 * grid.step / step) < 1e-6 * $0 })
        #expect(grid.step >= step && grid.count <= 2500)
        #expect(grid.first - grid.step / 2 < first - step / 2 + 0.001 + 1e-9)
        #expect(grid.last + 1.5 * grid.step > (scan.twoTheta.last ?? 0) + step / 2)
    }

    @Test("keeps a step that the pattern has in thousandths")
    func keepsStep() throws {
        #expect(try StartingGrid(like: scan(first: 10, step: 0.02, to: 55), path: "my.xy").step == 0.02)
        #expect(try StartingGrid(like: scan(first: 10, step: 0.05, to: 90), path: "my.xy").step == 0.05)
    }

    @Test("lies where diffraction is, where a pattern begins before it")
    func negativeAngles() throws {
        let made = try StartingGrid(like: scan(first: -2, step: 0.02, to: 30), path: "my.xy")
        #expect(made.first == 0.01 && made.last < 30)
    }

    @Test("cannot be made of a pattern with a gap")
    func gap() throws {
        let whole = scan(first: 5, step: 0.03, to: 90)
        let angles = whole.twoTheta.filter { !(40..<42).contains($0) }
        let error = try #require(throws: FormatError.self) {
            try StartingGrid(
                like: PowderScan(twoTheta: angles, intensities: angles.map { _ in 40 }), path: "my.xy")
        }
        #expect(error.description.hasPrefix("my.xy: has no points between 39.98 and 42.02 degrees, within the grid"))
    }
}
