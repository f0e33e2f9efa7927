import Foundation
import NumericalMethods
import ScientificFormats
import Testing

@testable import PowderDiffraction

@Suite struct InternalStandardTests {
    /// Refines a noisy pattern of the crystalline part of a sample: 10 % corundum, 30 % calcite and 20 % hematite of the whole,
    /// whose other 40 % give no lines.
    private static func result(recipe: RefinementRecipe = .standard, impurity: Bool = false) throws -> RefinementResult
    {
        let structures = try builtIn(["corundum", "calcite", "hematite"])
        var sample = ExactSample(structures, fractions: [0.1, 0.3, 0.2])
        sample.background = { _ in 0.02 }
        let angles = angles(count: 1850)
        var stream = RandomStream(seed: 7)
        let counts = try sample.pattern(angles, counts: 20_000).map { value in
            (value + value.squareRoot() * stream.normal()).rounded()
        }
        let counted = impurity ? Array(structures.prefix(2)) : structures
        return try RietveldRefinement(
            structures: counted, impurities: impurity ? [structures[2]] : [], instrument: sample.state.instrument,
            recipe: recipe
        ).refine(PowderScan(twoTheta: angles, intensities: counts), path: "x.xy")
    }

    @Test func amountsAndTheRestAreThoseThatWereMixed() throws {
        let result = try Self.result()
        let amounts = try #require(InternalStandard(phase: "corundum", fraction: 0.1).amounts(in: result))
        for (amount, expected) in zip(amounts.phases + [amounts.rest], [0.1, 0.3, 0.2, 0.4]) {
            let uncertainty = try #require(amount.uncertainty)
            #expect(abs(amount.fraction - expected) < max(4 * uncertainty, 1e-9), "\(amount) for \(expected)")
            // Mostly what all lines of a phase share: 2 % of each intensity, and particles of unknown size.
            #expect(uncertainty < 0.06)
        }
        // Before the standard was added: 30 of 90, 20 of 90, 40 of 90.
        let original = amounts.original(amounts.rest)
        #expect(abs(original.fraction - amounts.rest.fraction / 0.9) < 1e-12)
        #expect(amounts.phases.reduce(amounts.rest.fraction) { $0 + $1.fraction }.distance(to: 1).magnitude < 1e-12)
    }

    /// With all phases counted, the rest is 1 - k/w of the standard's fraction w, and its uncertainty k u/w².
    @Test func uncertaintiesFollowFromTheStandards() throws {
        let result = try Self.result()
        let amounts = try #require(InternalStandard(phase: "corundum", fraction: 0.1).amounts(in: result))
        let (w, u) = (result.phases[0].fraction, try #require(result.phases[0].uncertainty))
        #expect(abs(amounts.rest.fraction - (1 - 0.1 / w)) < 1e-12)
        #expect(abs(try #require(amounts.rest.uncertainty) / (0.1 * u / (w * w)) - 1) < 1e-9)
        #expect(try #require(amounts.phases[0].uncertainty) < 1e-12)
        let covariances = try #require(result.fractionCovariances)
        for (index, phase) in result.phases.enumerated() {
            #expect(abs(covariances[index][index].squareRoot() / (phase.uncertainty ?? 0) - 1) < 1e-9)
            // Fractions sum to one, so that their errors cancel.
            #expect(abs(covariances[index].reduce(0, +)) < 1e-12)
        }
    }

    @Test func impuritiesAccountForTheirPart() throws {
        let counted = try #require(InternalStandard(phase: "corundum", fraction: 0.1).amounts(in: Self.result()))
        let result = try Self.result(impurity: true)
        let amounts = try #require(InternalStandard(phase: "corundum", fraction: 0.1).amounts(in: result))
        for (first, second) in zip(counted.phases + [counted.rest], amounts.phases + [amounts.rest]) {
            #expect(abs(first.fraction - second.fraction) < 1e-3)
            #expect(abs((first.uncertainty ?? 0) - (second.uncertainty ?? 1)) < 5e-4)
        }
    }

    @Test func moreThanThereIsIsTold() throws {
        let amounts = try #require(InternalStandard(phase: "corundum", fraction: 0.25).amounts(in: Self.result()))
        #expect(abs(amounts.rest.fraction - (1 - 0.25 * 6)) < 0.1)
        #expect(InternalStandard(phase: "quartz", fraction: 0.1).amounts(in: try Self.result()) == nil)
    }
}
