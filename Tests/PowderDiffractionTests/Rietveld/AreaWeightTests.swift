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
        #expect(model.areaErrors(at: point, in: workspace)[0] < 0.05)
        let weighed = model.reweighed(at: point, intensityError: 0.05, in: workspace)
        let information = zip(point.patterns[0], weighed.weights.roots).reduce(0) { $0 + pow($1.0 * $1.1, 2) }
        // Each has neighbours' tails below it, which say a few percent of nothing.
        #expect(abs((1 / information).squareRoot() / (0.05 / Double(5).squareRoot()) - 1) < 0.05)
    }

    /// Plates of gibbsite that lie flat are no error of hematite, whose lines are as calculated.
    @Test func everyPhaseHasAnErrorOfItsOwn() throws {
        var sample = ExactSample(try builtIn(["gibbsite", "hematite"]), fractions: [0.5, 0.5])
        sample.state.phases[0].texture = 0.6
        sample.background = { _ in 0.001 }
        let angles = angles(from: 10, to: 80, count: 3501)
        let scan = PowderScan(twoTheta: angles, intensities: try sample.pattern(angles, counts: 1e5))
        let pattern = try #require(ObservedPattern(scan, range: 10...80))
        var start = sample.state
        start.phases[0].texture = 1
        var model = RefinementModel(
            phases: try sample.structures.map {
                try PhaseModel(structure: $0, radiation: start.instrument.radiation, upTo: 80)
            }, parameters: [], start: start, pattern: pattern, background: BackgroundBasis(polynomials: 1))
        let workspace = RefinementWorkspace(for: model)
        model.scales = Array(model.point(at: [], in: workspace).linear[..<2])
        let errors = model.areaErrors(at: model.point(at: [], in: workspace), in: workspace)
        #expect(errors[0] > 0.3 && errors[1] < 0.6 * errors[0], "\(errors)")
    }
}
