import Foundation
import ScientificFormats
import Testing

@testable import PowderDiffraction

@Suite struct AgreementTests {
    /// By hand: 25 points of 100 counts that are calculated as 90, and 25 of 400 that are calculated as 420.
    ///
    /// Rp is 25 · 30 / (25 · 500), Rwp² is 25 · (100/100 + 400/400) / (25 · 500), and with ten unknowns Rexp² is 40 /
    /// (25 · 500).
    @Test func agreementFactorsAreThoseByHand() throws {
        let counts = (0..<50).map { $0 < 25 ? 100.0 : 400 }
        let scan = PowderScan(twoTheta: angles(count: 50), intensities: counts)
        let pattern = try #require(ObservedPattern(scan, range: 0...90))
        let factors = AgreementFactors(pattern: pattern, calculated: counts.map { $0 == 100 ? 90 : 420 }, unknowns: 10)
        #expect(abs(factors.profile - 0.06) < 1e-12)
        #expect(abs(factors.weightedProfile - 0.004.squareRoot()) < 1e-12)
        #expect(abs(factors.expected - 0.0032.squareRoot()) < 1e-12)
        #expect(abs(factors.goodnessOfFit - 1.25.squareRoot()) < 1e-12)
    }

    @Test func weightsAreThoseOfUncertaintiesOrCounts() throws {
        var counts = [Double](repeating: 25, count: 60)
        counts[3] = 0
        counts[4] = -7
        let angles = angles(from: 10, to: 69, count: 60)
        let plain = try #require(ObservedPattern(PowderScan(twoTheta: angles, intensities: counts), range: 10...80))
        #expect(plain.weights[0] == 0.04 && plain.weights[3] == 1 && plain.weights[4] == 1)
        #expect(plain.smallestUncertainty == 1 && abs(plain.step - 1) < 1e-12)
        let known = PowderScan(twoTheta: angles, intensities: counts, uncertainties: counts.map { _ in 0.5 })
        let pattern = try #require(ObservedPattern(known, range: 12...62))
        #expect(pattern.weights.count == 51 && pattern.weights.allSatisfy { $0 == 4 })
        #expect(pattern.twoTheta.first == 12 && pattern.intensities[2] == -7)
        #expect(ObservedPattern(known, range: 12...60.5) == nil)
    }

    /// Where the model is what made the pattern, reflections agree to what tails leave out; where one phase has lines of
    /// other heights, that phase's do not.
    @Test func braggFactorsAreThoseOfAreas() throws {
        let structures = try builtIn(["calcite", "hematite"])
        var sample = ExactSample(structures, fractions: [0.5, 0.5])
        sample.background = { _ in 0.01 }
        for phase in 0..<2 { sample.state.phases[phase].width.strain = 0 }
        let recipe = RefinementRecipe(stages: [[.sampleDisplacement], [.size]], intensityError: 0, minorFraction: 0)
        let refinement = try RietveldRefinement(
            structures: structures, instrument: sample.state.instrument, recipe: recipe)
        let angles = angles(count: 2500)
        func factors(_ sample: ExactSample) throws -> [Double] {
            let scan = PowderScan(twoTheta: angles, intensities: try sample.pattern(angles, counts: 1e6))
            return try refinement.refine(scan, path: "x.xy").phases.map { try #require($0.braggFactor) }
        }
        sample.state.instrument = refinement.instrument
        let same = try factors(sample)
        #expect(same.allSatisfy { $0 < 0.01 }, "\(same)")
        let model = try PhaseModel(structure: structures[1], radiation: .doublet(.copper), upTo: 80, stretch: 0.015)
        // Every other line of hematite is a third stronger.
        sample.state.phases[1].graininess = model.list.reflections.indices.map { $0 % 2 == 0 ? 4 / 3.0 : 1 }
        let changed = try factors(sample)
        #expect(changed[0] < 0.05 && (0.08..<0.25).contains(changed[1]), "\(changed)")
    }
}
