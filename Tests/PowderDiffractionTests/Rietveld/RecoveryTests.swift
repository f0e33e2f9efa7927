import Foundation
import ScientificFormats
import TestSupport
import Testing

@testable import PowderDiffraction

/// Patterns without noise, drawn from the simulator's lines by the formula of each: what made them has to come back.
@Suite struct RecoveryTests {
    /// Mixtures of two, three and four phases, in states within the ranges of the experiments.
    private static func sample(_ number: Int) throws -> ExactSample {
        let mixtures: [(names: [String], fractions: [Double])] = [
            (["calcite", "hematite"], [0.7, 0.3]), (["calcite", "gibbsite", "dolomite"], [0.2, 0.45, 0.35]),
            (fourPhases, [0.35, 0.25, 0.25, 0.15]),
        ]
        let mixture = mixtures[number]
        var sample = ExactSample(try builtIn(mixture.names), fractions: mixture.fractions)
        sample.state.instrument.width = InstrumentWidth(u: 0.004, w: 0.003, lorentzian: 0.025)
        sample.state.instrument.axialDivergence = 0.025
        sample.state.placement = SamplePlacement(displacement: 0.06, zeroShift: -0.012)
        for (index, structure) in sample.structures.enumerated() {
            let sign: Double = index % 2 == 0 ? 1 : -1
            let freedom = CellFreedom(cell: structure.cell, spaceGroup: structure.spaceGroup)
            for (place, group) in freedom.groups.enumerated() {
                let value = structure.cell[group.leader]
                let change = group.leader.isLength ? value * 0.001 * (1 + 0.3 * Double(place)) : 0.1
                let cell = sample.state.phases[index].cell.setting(group, to: value + sign * change)
                sample.state.phases[index].cell = try #require(cell)
            }
            sample.state.phases[index].displacement = [0.2, 0.35, -0.15, 0.1][index]
            sample.state.phases[index].width = SampleWidth(
                size: [160, 90, 120, 70][index], strain: [0.0004, 0.0007, 0.0006, 0.0008][index])
            if structure.cleavage != nil { sample.state.phases[index].texture = [0.9, 0.7, 1.08, 0.95][index] }
        }
        // Of the functions of the model itself, so that nothing is left of it.
        sample.background = { 0.008 + 0.05 / $0 }
        return sample
    }

    /// Uncertainties are a hundredth of those of a million counts: what is expected of parameters, which adds to the
    /// cost, then pulls at none of them by 10⁻³.
    ///
    /// The divergence is so large that every line is split in both; one that is not lies elsewhere in the simulator, by
    /// up to 0.3 % of its width, and that alone moves sizes by 10⁻³ to 10⁻².
    @Test(arguments: [0, 1, 2])
    func parametersComeBackToAThousandthAndFractionsBetter(number: Int) throws {
        let sample = try Self.sample(number)
        let angles = angles(count: 2500)
        let counts = try sample.pattern(angles, counts: 1e6)
        let scan = PowderScan(
            twoTheta: angles, intensities: counts, uncertainties: counts.map { 0.01 * $0.squareRoot() })
        var recipe = RefinementRecipe.standard
        recipe.intensityError = 0
        recipe.minorFraction = 0
        let result = try RietveldRefinement(
            structures: sample.structures, instrument: Instrument(radiation: .doublet(.copper)), recipe: recipe
        ).refine(scan, path: "x.xy")
        #expect(result.isConverged)
        #expect(largestDifference(result.phases.map(\.fraction), sample.fractions) < 1e-5)
        #expect(result.phases.allSatisfy { $0.presence == .present })
        #expect(result.agreement.weightedProfile < 1e-5)

        let truths = Self.truths(of: sample)
        #expect(result.values.count == truths.count)
        for truth in truths {
            let found = try #require(result.value(truth.name, of: truth.phase))
            #expect(
                abs(found.value - truth.value) < 1e-3 * truth.scale,
                "\(truth.name) \(truth.phase ?? ""): \(found.value) for \(truth.value)")
        }
    }

    private struct Truth {
        let phase: String?
        let name: String
        let value: Double
        /// What its error is a fraction of.
        let scale: Double
    }

    /// Everything that a standard refinement finds, in the units in which it says it.
    ///
    /// Scales are the values themselves. Where nature's value is zero or one they are what is ordinary: 1 Å² of B, a degree
    /// of a cell's angle, a tenth of a millimetre, a tenth of a degree. Cells are known much better than to 1e-3.
    private static func truths(of sample: ExactSample) -> [Truth] {
        let (instrument, placement) = (sample.state.instrument, sample.state.placement)
        var truths = [
            Truth(phase: nil, name: "sample-displacement", value: placement.displacement, scale: 0.1),
            Truth(phase: nil, name: "zero-shift", value: placement.zeroShift, scale: 0.1),
            Truth(phase: nil, name: "gaussian-w", value: instrument.width.w, scale: instrument.width.w),
            Truth(phase: nil, name: "gaussian-u", value: instrument.width.u, scale: instrument.width.u),
            Truth(
                phase: nil, name: "lorentzian-width", value: instrument.width.lorentzian,
                scale: instrument.width.lorentzian),
            Truth(
                phase: nil, name: "axial-divergence", value: instrument.axialDivergence,
                scale: instrument.axialDivergence),
        ]
        for (structure, state) in zip(sample.structures, sample.state.phases) {
            func add(_ name: String, _ value: Double, scale: Double) {
                truths.append(Truth(phase: structure.name, name: name, value: value, scale: scale))
            }
            add("a", state.cell.a, scale: 0.01 * state.cell.a)
            add("c", state.cell.c, scale: 0.01 * state.cell.c)
            if structure.name == "gibbsite" {
                add("b", state.cell.b, scale: 0.01 * state.cell.b)
                add("beta", state.cell.beta, scale: 1)
            }
            add("size", state.width.size, scale: state.width.size)
            add("strain", state.width.strain, scale: state.width.strain)
            add("overall-b", state.displacement, scale: 1)
            if structure.cleavage != nil { add("texture", state.texture, scale: 1) }
        }
        return truths
    }

    /// With counts as they are, fractions come back to a tenth of a percent; what the restraints pull at is less than a
    /// standard uncertainty each.
    @Test(arguments: [0, 1, 2])
    func everythingComesBackWithinItsUncertainty(number: Int) throws {
        let sample = try Self.sample(number)
        let angles = angles(count: 2500)
        let scan = PowderScan(twoTheta: angles, intensities: try sample.pattern(angles, counts: 1e6))
        var recipe = RefinementRecipe.standard
        recipe.intensityError = 0
        recipe.minorFraction = 0
        let result = try RietveldRefinement(
            structures: sample.structures, instrument: Instrument(radiation: .doublet(.copper)), recipe: recipe
        ).refine(scan, path: "x.xy")
        #expect(largestDifference(result.phases.map(\.fraction), sample.fractions) < 1e-3)
        for (index, phase) in result.phases.enumerated() {
            #expect(abs(phase.fraction - sample.fractions[index]) < (try #require(phase.uncertainty)))
        }
        for truth in Self.truths(of: sample) {
            let found = try #require(result.value(truth.name, of: truth.phase))
            let uncertainty = try #require(found.uncertainty)
            #expect(abs(found.value - truth.value) < uncertainty, "\(truth.name) \(truth.phase ?? "")")
        }
    }
}
