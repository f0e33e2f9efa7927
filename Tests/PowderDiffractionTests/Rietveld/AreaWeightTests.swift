import Foundation
import ScientificFormats
import TestSupport
import Testing

@testable import PowderDiffraction

/// What the error of a model's intensities does to weights: areas decide, and not the shape of lines.
@Suite struct AreaWeightTests {
    /// Silicon has lines that stand alone: 111, 220, 311, 400, 331 up to 80 degrees.
    private func silicon() throws -> ExactSample {
        var sample = ExactSample(try builtIn(["silicon"]), fractions: [1])
        sample.state.instrument.width = InstrumentWidth(w: 0.003, lorentzian: 0.02)
        sample.background = { _ in 0.001 }
        return sample
    }

    /// With counting noise out of the way, n lone reflections tell the scale to τ/√n.
    @Test func everyLoneReflectionTellsItsAreaToTheErrorOfIntensities() throws {
        let sample = try silicon()
        let angles = angles(from: 20, to: 80, count: 6001)
        let counts = try sample.pattern(angles, counts: 1e6)
        let scan = PowderScan(twoTheta: angles, intensities: counts, uncertainties: counts.map { _ in 1e-3 })
        let pattern = try #require(ObservedPattern(scan, range: 20...80))
        let phase = try PhaseModel(
            structure: sample.structures[0], radiation: sample.state.instrument.radiation, upTo: 80)
        var model = RefinementModel(
            phases: [phase], parameters: [], start: sample.state, pattern: pattern,
            background: BackgroundBasis(polynomials: 1))
        let workspace = RefinementWorkspace(for: model)
        // With scales that are known, tails are drawn as far as they matter.
        model.scales = Array(model.point(at: [], in: workspace).linear[..<1])
        let point = model.point(at: [], in: workspace)
        #expect(model.areaError(at: point, in: workspace) < 0.05)
        let weighed = model.reweighed(at: point, intensityError: 0.05, in: workspace)
        let information = zip(point.patterns[0], weighed.weights.roots).reduce(0) { $0 + pow($1.0 * $1.1, 2) }
        // Each has neighbours' tails below it, which say a few percent of nothing.
        #expect(abs((1 / information).squareRoot() / (0.05 / Double(5).squareRoot()) - 1) < 0.05)
    }
}
