import NumericalMethods
import Testing

@testable import PowderDiffraction

@Suite struct SimulationTests {
    private static let untextured = fourPhases.map { _ in ValueRange.fixed(1) }
    private static let varied = SimulationRecipe(
        purePatterns: 40,
        phases: SimulatedPhases(
            cellLengths: 0.003, displacement: ValueRange(-0.2, 0.4), size: ValueRange(30, 200, scale: .logarithmic),
            texture: [.fixed(1), ValueRange(0.5, 1), .fixed(1), .fixed(1)]),
        instrument: SimulatedInstrument(radiation: .doublet(.copper), gaussianWidth: ValueRange(0.04, 0.07)),
        mixing: SimulatedMixing(phases: 1...4, smallest: 0.01))

    private func database(_ recipe: SimulationRecipe) throws -> PatternDatabase {
        let grid = try #require(AngleGrid(first: 10, step: 0.1, count: 700))
        let simulator = try PatternSimulator(recipe: recipe, structures: try builtIn(fourPhases), grid: grid)
        return PatternDatabase(
            simulator: simulator, preparation: PatternPreparation(backgroundWindow: nil, takesRoots: false),
            phaseCount: 4)
    }

    @Test func samplesAreTheSameForAnyNumberOfThreadsAndNoTwoAreAlike() throws {
        let database = try database(Self.varied)
        let part = PatternDatabase.Part(name: "training", count: 600, purePatterns: 10)
        let one = try database.samples(of: part, monitor: RunMonitor(threads: 1))
        let two = try database.samples(of: part, monitor: RunMonitor(threads: 2))
        #expect(one.patterns == two.patterns && one.fractions == two.fractions)
        let mixtures = (0..<600).filter { one.fractions.row($0).count { $0 > 0 } > 1 }
        #expect(Set(mixtures.map { Array(one.patterns.row($0)) }).count == mixtures.count)
        let fewer = PatternDatabase.Part(name: "training", count: 20, purePatterns: 10)
        let first = try database.samples(of: fewer, monitor: RunMonitor())
        #expect(first.patterns.elements[...] == one.patterns.elements[..<(20 * 700)])
        let test = PatternDatabase.Part(name: "test", count: 20, purePatterns: 10)
        let other = try database.samples(of: test, monitor: RunMonitor())
        #expect(other.fractions != first.fractions && other.patterns != first.patterns)
    }

    @Test func aMixtureIsTheSumOfItsPhasesInTheirProportions() throws {
        // Nothing varies, so that all patterns of a phase are alike.
        let simulated = try database(
            SimulationRecipe(
                phases: SimulatedPhases(size: .fixed(60), texture: Self.untextured),
                instrument: SimulatedInstrument(radiation: .mean(.copper), gaussianWidth: .fixed(0.1)),
                mixing: SimulatedMixing(phases: 3...3)))
        let part = PatternDatabase.Part(name: "test", count: 30, purePatterns: nil)
        let samples = try simulated.samples(of: part, monitor: RunMonitor())
        let grid = simulated.simulator.grid
        var pure: [[Double]] = []
        for index in 0..<4 {
            var stream = RandomStream(seed: 1)
            let painter = PatternPainter(grid: grid)
            simulated.simulator.simulate(
                proportions: (0..<4).map { $0 == index ? 1 : 0 }, from: &stream, painter: painter
            ) { pure.append(Array($0)) }
        }
        for index in 0..<samples.patterns.rows {
            let proportions = Array(samples.fractions.row(index))
            let sum = (0..<grid.count).map { point in
                (0..<4).reduce(0) { $0 + proportions[$1] * pure[$1][point] }
            }
            let highest = sum.max() ?? 1
            for (value, expected) in zip(samples.patterns.row(index), sum) {
                #expect(abs(Double(value) - expected / highest) < 1e-3)
            }
        }
    }

    @Test func proportionsAreUniformOverTheSimplexAndNoPhaseHasLessThanTheSmallest() throws {
        let mixing = SimulatedMixing(phases: 1...4, smallest: 0.01)
        var stream = RandomStream(seed: 5)
        var held = [Int](repeating: 0, count: 5)
        for _ in 0..<20_000 {
            let proportions = mixing.draw(phases: 4, from: &stream)
            #expect(abs(proportions.reduce(0, +) - 1) < 1e-12)
            #expect(proportions.allSatisfy { $0 == 0 || $0 >= 0.01 })
            held[proportions.count { $0 > 0 }] += 1
        }
        // Each number of phases has a probability of 1/4; five standard deviations are 306.
        for count in held[1...] { #expect(abs(count - 5000) < 306) }
    }

    @Test func whatAStructureDoesNotAllowIsSaidBeforeAnythingIsSimulated() throws {
        let grid = try #require(AngleGrid(first: 10, step: 0.1, count: 700))
        let phases = try ["calcite", "quartz"].map { try #require(CrystalStructure.builtIn(named: $0)) }
        func problem(_ varied: SimulatedPhases) throws -> String {
            let recipe = SimulationRecipe(
                phases: varied, instrument: SimulatedInstrument(radiation: .mean(.copper)),
                mixing: SimulatedMixing(phases: 1...2))
            let error = try #require(throws: UnsuitableStructure.self) {
                _ = try PatternSimulator(recipe: recipe, structures: phases, grid: grid)
            }
            return "\(error)"
        }
        let textured = SimulatedPhases(texture: [ValueRange(0.5, 1), ValueRange(0.5, 1)])
        #expect(try problem(textured).hasPrefix("quartz: a texture is asked for"))
        let shifted = SimulatedPhases(displacement: ValueRange(-0.7, 0), texture: [.fixed(1), .fixed(1)])
        #expect(try problem(shifted).contains("takes B of the site 'Si1', 0.5 Å², below zero"))
    }

    /// Samples of a part again, from their fractions and in two pieces, where preparing them comes last.
    @Test(arguments: [nil, 5])
    func patternsOfGivenFractionsAreThoseOfSamplesNotYetPrepared(purePatterns: Int?) throws {
        let database = try database(Self.varied)
        let part = PatternDatabase.Part(name: "given", count: 30, purePatterns: purePatterns)
        let samples = try database.samples(of: part, monitor: RunMonitor())
        for range in [0..<12, 12..<30] {
            let fractions = Matrix(
                rows: range.count, columns: 4, elements: range.flatMap { Array(samples.fractions.row($0)) })
            let patterns = try database.patterns(
                of: fractions, first: range.lowerBound, in: part, monitor: RunMonitor())
            for (row, index) in range.enumerated() {
                var pattern = patterns.row(row).map(Double.init)
                pattern.withUnsafeMutableBufferPointer {
                    database.preparation.apply(to: $0, step: database.simulator.grid.step)
                }
                for (value, expected) in zip(pattern, samples.patterns.row(index)) {
                    #expect(abs(value - Double(expected)) < 1e-6)
                }
            }
        }
    }

    /// The counts of a point that nothing varies at are Poisson draws: their variance is their mean.
    @Test func noiseIsThatOfCounting() throws {
        let recipe = SimulationRecipe(
            phases: SimulatedPhases(size: .fixed(60), texture: Self.untextured),
            instrument: SimulatedInstrument(radiation: .mean(.copper)), mixing: SimulatedMixing(phases: 1...1),
            background: SimulatedBackground(level: .fixed(0.1)), counts: .fixed(1000))
        let simulator = try database(recipe).simulator
        let painter = PatternPainter(grid: simulator.grid)
        var stream = RandomStream(seed: 2)
        var sums = (0.0, 0.0)
        let draws = 4000.0
        for _ in 0..<Int(draws) {
            simulator.simulate(proportions: [1, 0, 0, 0], from: &stream, painter: painter) {
                // Between lines, where the background of 100 counts is nearly all there is.
                sums.0 += $0[20]
                sums.1 += $0[20] * $0[20]
            }
        }
        let mean = sums.0 / draws
        let variance = sums.1 / draws - mean * mean
        #expect(mean > 99 && mean < 102)
        #expect(abs(variance / mean - 1) < 5 * (2 / draws).squareRoot())
    }
}
