package import NumericalMethods

/// Makes the samples of a simulated dataset, block by block and side by side.
///
/// Each sample has random streams of its own, derived from the seed, its part and its number. So it is the same whatever
/// the number of threads is, and whichever other samples are made.
package struct PatternDatabase: Sendable {
    /// One part of the samples: so many, told apart from those of other parts by a name.
    package struct Part: Sendable, Hashable {
        package let name: String
        package let count: Int
        /// The number of patterns of each pure phase that its mixtures are made from, where they are.
        package let purePatterns: Int?

        /// Names a part.
        package init(name: String, count: Int, purePatterns: Int?) {
            self.name = name
            self.count = count
            self.purePatterns = purePatterns
        }
    }

    let simulator: PatternSimulator
    let preparation: PatternPreparation
    let phaseCount: Int

    /// Puts together what makes patterns and what prepares them.
    package init(simulator: PatternSimulator, preparation: PatternPreparation, phaseCount: Int) {
        self.simulator = simulator
        self.preparation = preparation
        self.phaseCount = phaseCount
    }

    /// How many samples a thread makes at a time.
    private static let blockSize = 250

    private var seed: Seed { Seed(experiment: "simulated diffraction patterns", base: UInt64(simulator.recipe.seed)) }

    /// Makes the samples of a part.
    ///
    /// - Parameters:
    ///   - part: The part.
    ///   - monitor: Says how many threads work on it, and whether they are to stop.
    /// - Returns: The samples.
    /// - Throws: `CancellationError` where the monitor says stop.
    package func samples(of part: Part, monitor: RunMonitor) throws -> SimulatedSamples {
        let pure = try part.purePatterns.map { try purePatterns(count: $0, part: part, monitor: monitor) }
        let proportions = Matrix(
            rows: part.count, columns: phaseCount,
            elements: (0..<part.count).flatMap { index in
                var stream = seed.derived("\(part.name): proportions", index).stream()
                return simulator.recipe.mixing.draw(phases: phaseCount, from: &stream)
            })
        let inputs = try patterns(count: part.count, monitor: monitor) { index, painter, row in
            var stream = seed.derived("\(part.name): mixture", index).stream()
            let own = Array(proportions.row(index))
            func finish(_ pattern: UnsafeMutableBufferPointer<Double>) {
                preparation.apply(to: pattern, step: simulator.grid.step)
                for (point, value) in pattern.enumerated() { row[point] = Float(value) }
            }
            guard let pure else {
                return simulator.simulate(proportions: own, from: &stream, painter: painter, finish)
            }
            painter.draw { pattern in
                for (phase, patterns) in pure.enumerated() {
                    let chosen = patterns.row(stream.integer(below: patterns.rows))
                    guard own[phase] > 0 else { continue }
                    for (point, value) in chosen.enumerated() { pattern[point] += own[phase] * Double(value) }
                }
                finish(pattern)
            }
        }
        return SimulatedSamples(patterns: inputs, fractions: proportions)
    }

    /// The patterns of pure phases for a part, in units of their mass: a matrix a phase.
    private func purePatterns(count: Int, part: Part, monitor: RunMonitor) throws -> [Matrix<Float>] {
        try (0..<phaseCount).map { phase in
            let proportions = (0..<phaseCount).map { $0 == phase ? 1.0 : 0 }
            return try patterns(count: count, monitor: monitor) { index, painter, row in
                var stream = seed.derived("\(part.name): pure phase \(phase)", index).stream()
                simulator.simulate(proportions: proportions, from: &stream, painter: painter) { pattern in
                    for (point, value) in pattern.enumerated() { row[point] = Float(value) }
                }
            }
        }
    }

    /// Makes patterns side by side.
    ///
    /// - Parameters:
    ///   - count: Their number.
    ///   - monitor: Says how many threads work on it, and whether they are to stop.
    ///   - make: Makes the pattern of an index and writes it into a row.
    /// - Returns: The patterns, a row each.
    /// - Throws: `CancellationError` where the monitor says stop.
    private func patterns(
        count: Int, monitor: RunMonitor,
        make: @escaping @Sendable (_ index: Int, PatternPainter, _ row: UnsafeMutableBufferPointer<Float>) -> Void
    ) throws -> Matrix<Float> {
        let points = simulator.grid.count
        let elements = [Float](unsafeUninitializedCapacity: count * points) { buffer, initialized in
            buffer.initialize(repeating: 0)
            initialized = count * points
            // Every block writes rows of its own.
            nonisolated(unsafe) let rows = buffer
            let blocks = Array(stride(from: 0, to: count, by: Self.blockSize))
            WorkerPool.forEach(blocks, workers: monitor.threads) { first in
                let painter = PatternPainter(grid: simulator.grid)
                for index in first..<min(first + Self.blockSize, count) where !monitor.isCancelled() {
                    let row = UnsafeMutableBufferPointer(rebasing: rows[index * points..<(index + 1) * points])
                    make(index, painter, row)
                }
            }
        }
        try monitor.checkCancellation()
        return Matrix(rows: count, columns: points, elements: elements)
    }
}
