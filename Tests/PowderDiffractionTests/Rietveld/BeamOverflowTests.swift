import Foundation
import ScientificFormats
import TestSupport
import Testing

@testable import PowderDiffraction

/// A beam that is longer than the sample at low angles.
@Suite struct BeamOverflowTests {
    /// A sample of 15 mm on a circle of 150 mm behind a slit of 1.2 degrees: 2θ₀ = 24.2 degrees.
    private static let overflowSine = 150 * (1.2 * Double.pi / 180) / 15

    @Test func theShareThatTheSampleCatchesIsItsLengthOverThatOfTheBeam() {
        for degrees in [5.0, 12, 20, 24, 25, 60] {
            let angle = BraggAngle(degrees / 2 * .pi / 180)
            let length = 150 * (1.2 * .pi / 180) / sin(degrees / 2 * .pi / 180)
            let share = Instrument.caughtShare(sine: angle.sine, overflowSine: Self.overflowSine)
            #expect(abs(share - min(1, 15 / length)) < 1e-12)
        }
        #expect(Instrument.caughtShare(sine: 0.01, overflowSine: 0) == 1)
    }

    private func result(_ families: [RefinedFamily], fixed: [FixedParameter] = []) throws -> RefinementResult {
        var sample = ExactSample(try builtIn(["gibbsite", "calcite", "hematite"]), fractions: [0.4, 0.35, 0.25])
        sample.state.instrument.width = InstrumentWidth(w: 0.0025, lorentzian: 0.03)
        sample.state.instrument.axialDivergence = 0.02
        sample.state.instrument.overflowSine = Self.overflowSine
        sample.background = { _ in 0.002 }
        let angles = angles(count: 2500)
        let scan = PowderScan(twoTheta: angles, intensities: try sample.pattern(angles, counts: 1e5))
        var recipe = RefinementRecipe(stages: [[.sampleDisplacement], [.size], [.displacement], families])
        recipe.fixed = fixed
        return try RietveldRefinement(
            structures: sample.structures, instrument: Instrument(radiation: .doublet(.copper)), recipe: recipe
        ).refine(scan, path: "x.xy")
    }

    private static let truth = [0.4, 0.35, 0.25]
    private static let angle = 2 * asin(overflowSine) * 180 / .pi

    @Test func fractionsComeBackWhereTheAngleIsRefined() throws {
        let result = try result([.beamOverflow])
        let found = try #require(result.value("beam-overflow"))
        #expect(abs(found.value - Self.angle) < 0.5, "\(found.value) for \(Self.angle)")
        #expect(largestDifference(result.fractions(3), Self.truth) < 0.005)
    }

    @Test func fractionsComeBackWhereTheAngleIsKnown() throws {
        let known = FixedParameter(phase: nil, name: "beam-overflow", value: Self.angle)
        let result = try result([], fixed: [known])
        #expect(abs((result.fixed.first?.value ?? 0) - Self.angle) < 1e-9)
        #expect(largestDifference(result.fractions(3), Self.truth) < 0.005)
    }

    @Test func withoutItTheFractionsAreOff() throws {
        #expect(largestDifference(try result([]).fractions(3), Self.truth) > 0.01)
    }
}
