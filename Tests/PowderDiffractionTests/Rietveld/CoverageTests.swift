import Foundation
import NumericalMethods
import ScientificFormats
import Synchronization
import Testing

@testable import PowderDiffraction

/// Whether uncertainties are what they are said to be, on simulated mixtures.
@Suite struct CoverageTests {
    /// How many true fractions lie within 1.96 standard uncertainties of those that were found, of how many, and the largest
    /// error of each sample.
    private struct Tally {
        var covered = 0
        var total = 0
        var errors: [Double] = []
        var uncertainties: [Double] = []
        var unconverged = 0
    }

    private static let size = ValueRange(60, 500, scale: .logarithmic)
    private static let instrument = SimulatedInstrument(
        radiation: .doublet(.copper), gaussianWidth: ValueRange(0.03, 0.08), lorentzianWidth: ValueRange(0.01, 0.05),
        axialDivergence: ValueRange(0, 0.02), sampleDisplacement: ValueRange(-0.15, 0.15),
        zeroShift: ValueRange(-0.02, 0.02))
    private static let mixing = SimulatedMixing(phases: 2...4, smallest: 0.02)
    private static let counts = ValueRange(20_000, 400_000, scale: .logarithmic)

    /// What all lines of a phase share in the samples, and what the recipe takes it to be.
    private struct Shared {
        /// The diameters of particles, in micrometres; they absorb as Brindley says.
        var diameter = ValueRange.fixed(0)
        /// The standard deviation of the logarithm of a phase's intensities.
        var error = 0.0
        /// Whether the recipe knows of it.
        var isKnown = false

        /// What is seen of the masses of a sample.
        func seen(_ truth: [Double], _ structures: [CrystalStructure], from stream: inout RandomStream) -> [Double] {
            guard isKnown else { return truth }
            let absorption = Microabsorption(
                diameter: diameter.draw(from: &stream), structures: structures, radiation: .doublet(.copper))
            // The factors belong to masses that are corrected already, so the true ones are approached from them.
            var factors = truth.map { _ in 1.0 }
            for _ in 0..<20 { factors = absorption.factors(masses: zip(truth, factors).map { $0 * $1 }) }
            return zip(truth, factors).map { $0 * $1 * exp(error * stream.normal()) }
        }
    }

    /// Simulates mixtures of two to four phases and refines them.
    private func tally(
        _ simulation: SimulationRecipe, count: Int, seed: UInt64, intensityError: Double, shared: Shared = Shared()
    ) throws -> Tally {
        let grid = try #require(AngleGrid(first: 9, step: 0.0296, count: 2400))
        let structures = try builtIn(fourPhases)
        let simulator = try PatternSimulator(recipe: simulation, structures: structures, grid: grid)
        var recipe = RefinementRecipe.standard
        recipe.intensityError = intensityError
        if !shared.isKnown {
            recipe.sharedIntensityError = 0
            recipe.unknownParticleDiameter = 0
        }
        let refinement = try RietveldRefinement(
            structures: structures, impurities: try builtIn(["quartz"]),
            instrument: Instrument(radiation: .doublet(.copper)), recipe: recipe)
        let tally = Mutex(Tally())
        WorkerPool.forEach(Array(0..<count), workers: 2) { number in
            var stream = RandomStream(seed: seed + UInt64(number))
            let truth = simulation.mixing.draw(phases: 4, from: &stream)
            let painter = PatternPainter(grid: grid, tailShare: 1e-6)
            var counts: [Double] = []
            let seen = shared.seen(truth, structures, from: &stream)
            simulator.simulate(proportions: seen, from: &stream, painter: painter) { counts = Array($0) }
            let scan = PowderScan(twoTheta: grid.angles(), intensities: counts, quantity: .counts)
            guard let result = try? refinement.refine(scan, path: "simulated") else { return }
            let errors = zip(truth, result.phases).map { abs($0 - $1.fraction) }
            tally.withLock { tally in
                tally.errors.append(errors.max() ?? 1)
                if !result.isConverged { tally.unconverged += 1 }
                for (phase, error) in errors.enumerated() where truth[phase] > 0 {
                    tally.total += 1
                    tally.uncertainties.append(result.phases[phase].uncertainty ?? 1)
                    if error <= 1.96 * (result.phases[phase].uncertainty ?? 0) { tally.covered += 1 }
                }
            }
        }
        return tally.withLock { $0 }
    }

    private func expectCovered(_ tally: Tally, samples: Int, error: Double) {
        #expect(tally.errors.count == samples)
        let share = Double(tally.covered) / Double(tally.total)
        #expect((0.90...0.99).contains(share), "\(tally.covered) of \(tally.total)")
        let mean = tally.errors.reduce(0, +) / Double(samples)
        #expect(mean < error, "mean largest error \(mean)")
        #expect(tally.unconverged <= samples / 20, "\(tally.unconverged) did not converge")
    }

    /// The ranges of experiments/xrd-instrument.yaml.
    ///
    /// Lines are stronger or weaker by 5 %, as the recipe takes them to be.
    @Test func intervalsHoldTheTruthWhereLinesVaryInStrength() throws {
        let phases = SimulatedPhases(
            cellLengths: 0.003, displacement: ValueRange(-0.3, 0.6), size: Self.size, strain: ValueRange(0, 0.0015),
            texture: [ValueRange(0.75, 1.1), ValueRange(0.5, 1.05), ValueRange(0.75, 1.1), ValueRange(0.85, 1.15)],
            graininess: 0.05)
        let quartz = try #require(CrystalStructure.builtIn(named: "quartz"))
        let recipe = SimulationRecipe(
            phases: phases, instrument: Self.instrument, mixing: Self.mixing,
            background: SimulatedBackground(
                level: ValueRange(0.0008, 0.015, scale: .logarithmic), rise: ValueRange(0, 10), hump: ValueRange(0, 2)),
            counts: Self.counts, impurities: [SimulationRecipe.Impurity(structure: quartz, largestWeight: 0.01)])
        expectCovered(
            try tally(recipe, count: 200, seed: 1000, intensityError: 0.05), samples: 200, error: 0.01)
    }

    /// The same with what no pattern tells: particles of 0.5 to 5 µm absorb, and a published structure gives intensities that
    /// are 2 % off on the whole.
    @Test func intervalsHoldTheTruthWhereParticlesAbsorb() throws {
        let phases = SimulatedPhases(
            cellLengths: 0.003, displacement: ValueRange(-0.3, 0.6), size: Self.size, strain: ValueRange(0, 0.0015),
            texture: [ValueRange(0.75, 1.1), ValueRange(0.5, 1.05), ValueRange(0.75, 1.1), ValueRange(0.85, 1.15)],
            graininess: 0.05)
        let recipe = SimulationRecipe(
            phases: phases, instrument: Self.instrument, mixing: Self.mixing,
            background: SimulatedBackground(level: ValueRange(0.0008, 0.015, scale: .logarithmic)), counts: Self.counts)
        let tally = try tally(
            recipe, count: 60, seed: 3000, intensityError: 0.05,
            shared: Shared(diameter: ValueRange(0.5, 5, scale: .logarithmic), error: 0.02, isKnown: true))
        expectCovered(tally, samples: 60, error: 0.03)
        #expect(tally.uncertainties.sorted()[tally.uncertainties.count / 2] < 0.015)
    }

    /// Where counting noise is all that is wrong.
    @Test func intervalsHoldTheTruthUnderCountingNoise() throws {
        let phases = SimulatedPhases(
            cellLengths: 0.001, displacement: ValueRange(-0.3, 0.6), size: Self.size, strain: ValueRange(0, 0.0015),
            texture: [.fixed(1), ValueRange(0.7, 1.05), .fixed(1), .fixed(1)])
        let recipe = SimulationRecipe(
            phases: phases, instrument: Self.instrument, mixing: Self.mixing,
            background: SimulatedBackground(level: ValueRange(0.0008, 0.015, scale: .logarithmic)), counts: Self.counts)
        expectCovered(
            try tally(recipe, count: 100, seed: 2000, intensityError: 0), samples: 100, error: 0.002)
    }
}
