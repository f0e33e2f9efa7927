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
        let pure = try part.purePatterns.map { count in
            try (0..<phaseCount).map { phase in
                try patterns(count: count, monitor: monitor) { index, painter, row in
                    writePure(phase, index, of: part, painter, into: row)
                }
            }
        }
        let proportions = Matrix(
            rows: part.count, columns: phaseCount,
            elements: (0..<part.count).flatMap { fractions(of: $0, in: part) })
        let inputs = try patterns(count: part.count, monitor: monitor) { index, painter, row in
            writeMixture(index, of: part, Array(proportions.row(index)), painter, into: row) { phase, number in
                pure.map { $0[phase].row(number) } ?? []
            }
        }
        return SimulatedSamples(patterns: inputs, fractions: proportions)
    }

    /// Makes one sample of a part, the same as ``samples(of:monitor:)`` makes it among all.
    ///
    /// - Parameters:
    ///   - index: Its number, counted from zero.
    ///   - part: The part.
    /// - Returns: The pattern and the fractions.
    package func sample(_ index: Int, of part: Part) -> (pattern: [Float], fractions: [Double]) {
        precondition((0..<part.count).contains(index), "sample \(index) of \(part.count)")
        let painter = PatternPainter(grid: simulator.grid)
        func row(_ write: (UnsafeMutableBufferPointer<Float>) -> Void) -> [Float] {
            var row = [Float](repeating: 0, count: simulator.grid.count)
            row.withUnsafeMutableBufferPointer { write($0) }
            return row
        }
        let fractions = fractions(of: index, in: part)
        let pure = purePatterns(of: index, in: part, painter)
        let pattern = row { row in
            writeMixture(index, of: part, fractions, painter, into: row) { phase, _ in pure.map { $0[phase][...] } ?? []
            }
        }
        return (pattern, fractions)
    }

    /// Makes the patterns of mixtures whose fractions are given, as an instrument writes them: not prepared for networks.
    ///
    /// - Parameters:
    ///   - fractions: The weight fractions, mixtures x phases, each row summing to one.
    ///   - first: The number of the first mixture in the part. The same number and fractions make the same pattern.
    ///   - part: The part.
    ///   - monitor: Says how many threads work on it, and whether they are to stop.
    /// - Returns: The patterns, a row each.
    /// - Throws: `CancellationError` where the monitor says stop.
    package func patterns(
        of fractions: Matrix<Double>, first: Int, in part: Part, monitor: RunMonitor
    ) throws -> Matrix<Float> {
        try patterns(count: fractions.rows, monitor: monitor) { index, painter, row in
            let pure = purePatterns(of: first + index, in: part, painter)
            writeMixture(
                first + index, of: part, Array(fractions.row(index)), isPrepared: false, painter, into: row
            ) { phase, _ in pure.map { $0[phase][...] } ?? [] }
        }
    }

    /// The patterns of pure phases that a sample is a sum of, where it is a sum.
    private func purePatterns(of index: Int, in part: Part, _ painter: PatternPainter) -> [[Float]]? {
        pureNumbers(of: index, in: part)?.enumerated().map { phase, number in
            var row = [Float](repeating: 0, count: simulator.grid.count)
            row.withUnsafeMutableBufferPointer { writePure(phase, number, of: part, painter, into: $0) }
            return row
        }
    }

    /// The fractions of the phases in a sample.
    private func fractions(of index: Int, in part: Part) -> [Double] {
        var stream = seed.derived("\(part.name): proportions", index).stream()
        return simulator.recipe.mixing.draw(phases: phaseCount, from: &stream)
    }

    /// Which patterns of the pure phases a sample is a sum of, a number a phase, where it is a sum.
    private func pureNumbers(of index: Int, in part: Part) -> [Int]? {
        var stream = mixtureStream(index, of: part)
        return part.purePatterns.map { count in (0..<phaseCount).map { _ in stream.integer(below: count) } }
    }

    private func mixtureStream(_ index: Int, of part: Part) -> RandomStream {
        seed.derived("\(part.name): mixture", index).stream()
    }

    /// Writes a sample.
    ///
    /// - Parameters:
    ///   - index: Its number.
    ///   - part: Its part.
    ///   - own: The fractions of the phases in it.
    ///   - isPrepared: Whether it is prepared for networks.
    ///   - painter: What draws it.
    ///   - row: Where it goes.
    ///   - pure: The pattern of a pure phase of a number, where the sample is a sum of such.
    private func writeMixture(
        _ index: Int, of part: Part, _ own: [Double], isPrepared: Bool = true, _ painter: PatternPainter,
        into row: UnsafeMutableBufferPointer<Float>, pure: (_ phase: Int, _ number: Int) -> ArraySlice<Float>
    ) {
        func finish(_ pattern: UnsafeMutableBufferPointer<Double>) {
            if isPrepared { preparation.apply(to: pattern, step: simulator.grid.step) }
            for (point, value) in pattern.enumerated() { row[point] = Float(value) }
        }
        guard let numbers = pureNumbers(of: index, in: part) else {
            var stream = mixtureStream(index, of: part)
            return simulator.simulate(proportions: own, from: &stream, painter: painter, finish)
        }
        painter.draw { pattern in
            for (phase, number) in numbers.enumerated() where own[phase] > 0 {
                for (point, value) in pure(phase, number).enumerated() { pattern[point] += own[phase] * Double(value) }
            }
            finish(pattern)
        }
    }

    /// Writes a pattern of a pure phase, in units of its mass.
    private func writePure(
        _ phase: Int, _ index: Int, of part: Part, _ painter: PatternPainter,
        into row: UnsafeMutableBufferPointer<Float>
    ) {
        let proportions = (0..<phaseCount).map { $0 == phase ? 1.0 : 0 }
        var stream = seed.derived("\(part.name): pure phase \(phase)", index).stream()
        simulator.simulate(proportions: proportions, from: &stream, painter: painter) { pattern in
            for (point, value) in pattern.enumerated() { row[point] = Float(value) }
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
