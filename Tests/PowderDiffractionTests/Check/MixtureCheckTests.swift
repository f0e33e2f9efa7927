import NumericalMethods
import Testing

@testable import PowderDiffraction

/// Simulated patterns are compared with the mixtures that made them, and patterns of other samples with whatever the phases
/// make of them.
struct MixtureCheckTests {
    /// The phases that are known.
    private static let structures = ["calcite", "gibbsite", "dolomite", "hematite"].compactMap {
        CrystalStructure.builtIn(named: $0)
    }
    private static let grid = AngleGrid(first: 5, step: 0.04, count: 2040)!

    /// A laboratory diffractometer, and phases with texture, grains and strain.
    private static func recipe(
        radiation: Radiation = .doublet(.copper), width: Double = 1,
        size: ValueRange = ValueRange(60, 500, scale: .logarithmic),
        extra: [SimulationRecipe.Impurity] = [], cellLengths: Double = 0.003, seed: Int = 1
    ) -> SimulationRecipe {
        SimulationRecipe(
            seed: seed,
            phases: SimulatedPhases(
                cellLengths: cellLengths, displacement: ValueRange(-0.3, 0.6), size: size,
                strain: ValueRange(0, 0.0015),
                texture: [
                    ValueRange(0.75, 1.1), ValueRange(0.5, 1.05), ValueRange(0.75, 1.1), ValueRange(0.85, 1.15),
                    .fixed(1),
                ],
                graininess: 0.05),
            instrument: SimulatedInstrument(
                radiation: radiation, gaussianWidth: ValueRange(0.03 * width, 0.08 * width),
                lorentzianWidth: ValueRange(0.01 * width, 0.05 * width), axialDivergence: ValueRange(0, 0.02),
                sampleDisplacement: ValueRange(-0.15, 0.15), zeroShift: ValueRange(-0.02, 0.02)),
            mixing: SimulatedMixing(phases: 1...4, smallest: 0.01),
            background: SimulatedBackground(
                level: ValueRange(0.0008, 0.015), rise: ValueRange(0, 10), hump: ValueRange(0, 2)),
            counts: ValueRange(20_000, 400_000, scale: .logarithmic), impurities: extra)
    }

    /// What samples are compared with, and how far good ones are from that: made once for all tests.
    private static let known = Result {
        let patterns = try PhasePatterns(recipe: recipe(), structures: structures, grid: grid, workers: 2)
        let simulator = try PatternSimulator(recipe: recipe(), structures: structures, grid: grid)
        return (patterns: patterns, limits: CheckLimits(simulator: simulator, patterns: patterns, workers: 2))
    }

    /// The share of samples of a recipe that any limit finds, each compared with its own fit: the mixture that is the
    /// hardest to refute.
    private static func flagged(
        _ recipe: SimulationRecipe, of other: [CrystalStructure]? = nil, count: Int = 60,
        mixture: ((inout RandomStream) -> [Double])? = nil
    ) throws -> Double {
        let simulator = try PatternSimulator(recipe: recipe, structures: other ?? structures, grid: grid)
        let (patterns, limits) = try known.get()
        let (painter, check) = (PatternPainter(grid: grid), MixtureCheck(patterns))
        let seed = Seed(experiment: "samples to be checked", base: UInt64(recipe.seed))
        let found = (0..<count).count { index in
            var stream = seed.derived("sample", index).stream()
            let made = mixture?(&stream) ?? recipe.mixing.draw(phases: structures.count, from: &stream)
            var counts: [Double] = []
            simulator.simulate(proportions: made, from: &stream, painter: painter) { counts = Array($0) }
            let pattern = ResampledPattern(counts: counts, variances: nil)
            let first = check.fit(pattern, to: [0.25, 0.25, 0.25, 0.25])
            guard let own = first.fractions else { return true }
            let fit = check.fit(pattern, to: own)
            return fit.unlistedShare > limits.unlistedShare || 1 - fit.explained > limits.unexplained
                || fit.broadening > limits.broadening
        }
        return Double(found) / Double(count)
    }

    @Test func goodSamplesAreRarelyFlagged() throws {
        #expect(try Self.flagged(Self.recipe(seed: 5), count: 150) <= 0.05)
    }

    @Test(arguments: [("corundum", 0.25), ("silicon", 0.1), ("quartz", 0.1)])
    func phasesThatAreNotKnownAreFlagged(name: String, share: Double) throws {
        let other = try #require(CrystalStructure.builtIn(named: name))
        let flagged = try Self.flagged(Self.recipe(seed: 6), of: Self.structures + [other]) { stream in
            Self.recipe().mixing.draw(phases: 4, from: &stream).map { $0 * (1 - share) } + [share]
        }
        #expect(flagged >= 0.95)
    }

    @Test(arguments: [XRayTube.cobalt, .iron, .molybdenum])
    func otherTubesAreFlagged(tube: XRayTube) throws {
        #expect(try Self.flagged(Self.recipe(radiation: .doublet(tube), seed: 7)) >= 0.95)
    }

    @Test func linesOfOtherWidthsAreFlagged() throws {
        let wide = try Self.flagged(Self.recipe(width: 12, seed: 8))
        #expect(wide >= 0.95)
        #expect(try Self.flagged(Self.recipe(size: ValueRange(5, 10, scale: .logarithmic), seed: 9)) >= 0.95)
    }

    /// Half of the largest class given to the smallest is more than any fit leaves open.
    @Test func mixturesThatAreWrongAreFoundOut() throws {
        let simulator = try PatternSimulator(recipe: Self.recipe(), structures: Self.structures, grid: Self.grid)
        let (patterns, limits) = try Self.known.get()
        let (painter, check) = (PatternPainter(grid: Self.grid), MixtureCheck(patterns))
        for index in 0..<10 {
            var stream = Seed(experiment: "wrong mixtures", base: 0).derived("sample", index).stream()
            var counts: [Double] = []
            let truth = [0.1, 0.2, 0.3, 0.4]
            simulator.simulate(proportions: truth, from: &stream, painter: painter) { counts = Array($0) }
            let fit = check.fit(ResampledPattern(counts: counts, variances: nil), to: [0.3, 0.2, 0.3, 0.2])
            #expect(fit.disagreement > limits.disagreement)
            let right = check.fit(ResampledPattern(counts: counts, variances: nil), to: truth)
            #expect(right.disagreement <= limits.disagreement && right.explained > fit.explained)
        }
    }

    @Test func theUnitOfIntensitiesWithVariancesChangesNothing() throws {
        let simulator = try PatternSimulator(recipe: Self.recipe(), structures: Self.structures, grid: Self.grid)
        var stream = Seed(experiment: "units", base: 0).stream()
        var counts: [Double] = []
        simulator.simulate(
            proportions: [0.4, 0.3, 0.2, 0.1], from: &stream, painter: PatternPainter(grid: Self.grid)
        ) { counts = Array($0) }
        let check = MixtureCheck(try Self.known.get().patterns)
        let variances = counts.map { max($0, 1) }
        let one = check.fit(ResampledPattern(counts: counts, variances: variances), to: [0.4, 0.3, 0.2, 0.1])
        for factor in [1e-3, 1e3] {
            let other = check.fit(
                ResampledPattern(
                    counts: counts.map { $0 * factor }, variances: variances.map { $0 * factor * factor }),
                to: [0.4, 0.3, 0.2, 0.1])
            #expect(abs(other.explained - one.explained) < 1e-6 && abs(other.disagreement - one.disagreement) < 1e-6)
        }
    }
}
