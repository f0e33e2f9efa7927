import DeclarativeFiles
import Experiments
import Foundation
import NumericalMethods
import ProportionInference
import Testing
@testable import DiffractionField
@testable import PowderDiffraction

@Suite struct SimulationTests {
    static let ranges = """
        pure-patterns: 40
        phases:
          cell-lengths: 0.003
          displacement: [-0.2, 0.4]
          size: [30, 200]
          texture: {gibbsite: [0.5, 1]}
        instrument: {radiation: doublet, gaussian-width: [0.04, 0.07]}
        mixtures: {phases: [1, 4], smallest: 0.01}
        """
    static let phases = ["calcite", "gibbsite", "dolomite", "hematite"]

    static func recipe(_ text: String) throws -> SimulationRecipe {
        try DeclarativeFile.parse(text: text, file: "spec.yaml") {
            SimulationRecipe.read($0, phases: phases, tube: .copper)
        }
    }

    private func database(_ text: String) throws -> PatternDatabase {
        let grid = try #require(AngleGrid(first: 10, step: 0.1, count: 700))
        let structures = try Self.phases.map { try #require(CrystalStructure.builtIn(named: $0)) }
        let simulator = try PatternSimulator(recipe: Self.recipe(text), structures: structures, grid: grid)
        return PatternDatabase(
            simulator: simulator, preparation: PatternPreparation(backgroundWindow: nil, takesRoots: false),
            phaseCount: 4)
    }

    @Test("samples are the same for any number of threads, and no two are alike")
    func determinism() throws {
        let database = try database(Self.ranges)
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

    @Test("a mixture is the sum of its phases in their proportions")
    func linearity() throws {
        // Nothing varies, so that all patterns of a phase are alike.
        let text = """
            phases: {size: [60, 60]}
            instrument: {radiation: mean, gaussian-width: [0.1, 0.1]}
            mixtures: {phases: [3, 3]}
            """
        let simulated = try database(text)
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

    @Test("proportions are uniform over the simplex, and no phase has less than the smallest")
    func mixing() throws {
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

    @Test("what a structure does not allow is said before anything is simulated")
    func unsuitableStructures() throws {
        let grid = try #require(AngleGrid(first: 10, step: 0.1, count: 700))
        let phases = try ["calcite", "quartz"].map { try #require(CrystalStructure.builtIn(named: $0)) }
        func problem(_ keys: String) throws -> String {
            let text = "phases: {\(keys)}\ninstrument: {radiation: mean}\nmixtures: {}"
            let recipe = try DeclarativeFile.parse(text: text, file: "spec.yaml") {
                SimulationRecipe.read($0, phases: phases.map(\.name), tube: .copper)
            }
            let error = try #require(throws: UnsuitableStructure.self) {
                _ = try PatternSimulator(recipe: recipe, structures: phases, grid: grid)
            }
            return "\(error)"
        }
        #expect(try problem("texture: {others: [0.5, 1]}").hasPrefix("quartz: a texture is asked for"))
        #expect(try problem("displacement: [-0.7, 0]").contains("takes B of the site 'Si1', 0.5 Å², below zero"))
    }

    /// The counts of a point that nothing varies at are Poisson draws: their variance is their mean.
    @Test("noise is that of counting")
    func noise() throws {
        let text = """
            phases: {size: [60, 60]}
            instrument: {radiation: mean}
            mixtures: {phases: [1, 1]}
            background: {level: [0.1, 0.1], hump: [0, 0], rise: [0, 0]}
            counts: [1000, 1000]
            """
        let simulator = try database(text).simulator
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

    @Test(
        "mistakes in a simulation are reported at their places",
        arguments: [
            ("mixtures: {phases: [1, 4], smallest: 0.01}", "mixtures: {phases: [3, 2]}", "spec.yaml:8:20"),
            ("smallest: 0.01", "smallest: 0.3", "spec.yaml:8:38"),
            ("size: [30, 200]", "size: [300, 200]", "spec.yaml:5:9"),
            ("gibbsite", "gibsite", "did you mean 'gibbsite'?"),
            ("doublet", "triplet", "unknown radiation 'triplet'"),
            ("pure-patterns: 40", "pure-patterns: 3", "spec.yaml:1:16"),
            ("mixtures", "counts: [10, 20]\nmixtures", "sums of patterns of pure phases have no 'counts'"),
        ])
    func mistakes(old: String, new: String, message: String) throws {
        let error = try #require(throws: InvalidDeclaration.self) {
            _ = try Self.recipe(Self.ranges.replacing(old, with: new))
        }
        #expect("\(error)".contains(message), "\(error)")
    }

    @Test(
        "every key of a simulation changes its identity",
        arguments: [
            ("40", "44"), ("0.003", "0.002"), ("-0.2", "-0.1"), ("30", "31"), ("0.5", "0.6"), ("doublet", "mean"),
            ("texture", "graininess: 0.1\n  texture"), ("doublet", "doublet, monochromator: 26.6"),
            ("0.07", "0.08"), ("[1, 4]", "[2, 4]"), ("smallest: 0.01", "smallest: 0.02"),
            ("mixtures", "seed: 1\nmixtures"), ("pure-patterns: 40\n", ""),
        ])
    func identity(old: String, new: String) throws {
        let changed = try Self.recipe(Self.ranges.replacing(old, with: new))
        #expect(try Self.recipe(Self.ranges).canonical != changed.canonical)
    }

    @Test(
        "so does every key that only whole samples have",
        arguments: ["counts: [10, 20]", "background: {level: [0.1, 0.2]}", "impurities: {quartz: 0.1}"])
    func identityOfWholeSamples(key: String) throws {
        let plain = Self.ranges.replacing("pure-patterns: 40\n", with: "")
        #expect(try Self.recipe(plain).canonical != Self.recipe(plain + "\n" + key).canonical)
    }
}

@Suite struct SampleCacheTests {
    private func withCache(_ body: (SampleCache, LabelledSamples) throws -> Void) throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "cache-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: root) }
        var stream = RandomStream(seed: 1)
        let samples = LabelledSamples(
            inputs: Matrix(rows: 2300, columns: 3, elements: (0..<6900).map { _ in stream.uniformFloat() }),
            proportions: Matrix(rows: 2300, columns: 2, elements: (0..<4600).map { _ in stream.uniform() }))
        try body(SampleCache(root: root, recipe: ["a": 1]), samples)
    }

    @Test("what is kept comes back, and only for what it was made from")
    func roundTrip() throws {
        try withCache { cache, samples in
            #expect(cache.read(count: 2300, points: 3, classes: 2) == nil)
            try cache.write(samples)
            let back = try #require(cache.read(count: 2300, points: 3, classes: 2))
            #expect(back.inputs == samples.inputs && back.proportions == samples.proportions)
            #expect(cache.read(count: 2300, points: 4, classes: 2) == nil)
            let root = URL(filePath: cache.folder).deletingLastPathComponent().path
            #expect(SampleCache(root: root, recipe: ["a": 2]).folder != cache.folder)
        }
    }

    @Test("a file that is missing, cut or altered makes it as good as none")
    func damage() throws {
        try withCache { cache, samples in
            for name in ["patterns-0002.npy", "proportions.npy", "digests.json"] {
                for damage in ["missing", "cut", "altered"] {
                    try cache.write(samples)
                    let path = cache.folder + "/" + name
                    var data = try #require(FileManager.default.contents(atPath: path))
                    switch damage {
                    case "missing": try FileManager.default.removeItem(atPath: path)
                    case "cut": try data.dropLast().write(to: URL(filePath: path))
                    default:
                        data[data.count - 20] ^= 1
                        try data.write(to: URL(filePath: path))
                    }
                    #expect(cache.read(count: 2300, points: 3, classes: 2) == nil, "\(name) \(damage)")
                }
            }
        }
    }
}
