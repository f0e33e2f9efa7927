internal import NumericalMethods
package import DeclarativeFiles
internal import Synchronization

/// How far good samples of a simulation are from agreeing with their mixtures.
package struct CheckLimits: Sendable, Hashable {
    /// The largest share of lines that a mixture leaves unexplained.
    package let unexplained: Double
    /// The largest share of lines that no phase has.
    package let unlistedShare: Double
    /// The largest difference of a fraction from that of a fit.
    package let disagreement: Double
    /// The largest broadening of lines: see ``MixtureFit/broadening``.
    package let broadening: Double

    /// Gives the limits.
    package init(unexplained: Double, unlistedShare: Double, disagreement: Double, broadening: Double) {
        self.unexplained = unexplained
        self.unlistedShare = unlistedShare
        self.disagreement = disagreement
        self.broadening = broadening
    }

    /// The share of good samples that may be above any of the limits.
    private static let flagged = 0.03
    /// The number of samples that the limits are taken from.
    private static let samples = 600

    /// Takes the limits from simulated samples, each compared with the mixture that made it.
    ///
    /// Each limit is a quantile of its number such that not more than three in a hundred are above any of them.
    ///
    /// - Parameters:
    ///   - simulator: Simulates the samples. They are others than those that networks learn from.
    ///   - patterns: The patterns of the phases.
    ///   - workers: How many threads work.
    package init(simulator: PatternSimulator, patterns: PhasePatterns, workers: Int) {
        let seed = Seed(experiment: "samples for limits", base: UInt64(simulator.recipe.seed))
        let blocks = Array(stride(from: 0, to: Self.samples, by: 50))
        let fits = Mutex<[Int: [MixtureFit]]>([:])
        WorkerPool.forEach(blocks, workers: workers) { first in
            let (painter, check) = (PatternPainter(grid: simulator.grid), MixtureCheck(patterns))
            let own = (first..<min(first + 50, Self.samples)).map { index in
                var stream = seed.derived("sample", index).stream()
                let mixture = simulator.recipe.mixing.draw(phases: patterns.phases, from: &stream)
                var counts: [Double] = []
                simulator.simulate(proportions: mixture, from: &stream, painter: painter) { counts = Array($0) }
                return check.fit(Self.counted(counts, simulator.recipe), to: mixture)
            }
            fits.withLock { $0[first] = own }
        }
        let all = fits.withLock { Array($0.values.joined()) }
        func limit(_ value: (MixtureFit) -> Double) -> Double {
            let sorted = all.map(value).sorted()
            return sorted[min(Int((1 - Self.flagged / 4) * Double(sorted.count)), sorted.count - 1)]
        }
        self.init(
            unexplained: limit { 1 - $0.explained }, unlistedShare: limit(\.unlistedShare),
            disagreement: limit(\.disagreement), broadening: limit(\.broadening))
    }

    /// The counts of a simulated pattern; where it has none, its highest point is taken for so many.
    private static func counted(_ pattern: [Double], _ recipe: SimulationRecipe) -> ResampledPattern {
        guard recipe.counts == nil, let highest = pattern.max(), highest > 0 else {
            return ResampledPattern(counts: pattern, variances: nil)
        }
        return ResampledPattern(counts: pattern.map { $0 / highest * 1e5 }, variances: nil)
    }

    /// The limits as a declaration.
    package var declaration: StructuredValue {
        [
            "unexplained": .number(unexplained), "unlisted": .number(unlistedShare),
            "disagreement": .number(disagreement), "broadening": .number(broadening),
        ]
    }
}
