public import NumericalMethods

extension SUnSAL {
    /// Unmixes spectra.
    ///
    /// - Parameters:
    ///   - spectra: The spectra, pixels x bands, in the unit of the endmembers. A pixel with a value that is not finite has
    ///     abundances that are not numbers, and counts as unsolved.
    ///   - workers: The number of threads. The same bits come out whatever it is.
    ///   - isCancelled: Says whether to stop; it is asked every few steps.
    /// - Returns: The abundances, and how well they solve the problem.
    /// - Throws: `CancellationError` where it was stopped.
    public func abundances(
        of spectra: Matrix<Float>, workers: Int = 1, isCancelled: @escaping @Sendable () -> Bool
    ) throws -> Solution {
        let solution = solution(of: spectra, workers: workers, isCancelled: isCancelled)
        if isCancelled() { throw CancellationError() }
        return solution
    }

    /// Unmixes spectra, as ``abundances(of:workers:isCancelled:)`` does, without being stopped.
    ///
    /// - Parameters:
    ///   - spectra: The spectra, pixels x bands.
    ///   - workers: The number of threads.
    /// - Returns: The abundances, and how well they solve the problem.
    public func abundances(of spectra: Matrix<Float>, workers: Int = 1) -> Solution {
        solution(of: spectra, workers: workers) { false }
    }

    private func solution(
        of spectra: Matrix<Float>, workers: Int, isCancelled: @escaping @Sendable () -> Bool
    ) -> Solution {
        precondition(
            spectra.columns == problem.bands,
            "spectra of \(spectra.columns) bands for endmembers of \(problem.bands)")
        let (pixels, bands, classes) = (spectra.rows, spectra.columns, problem.classes)
        let blockSize = BlockSolver.blockSize(classes: classes)
        let blocks = (pixels + blockSize - 1) / blockSize
        // Enough parts to even out what each takes, and few enough for each worker to reuse what it has computed.
        let parts = workers > 1 ? min(8 * workers, blocks) : min(1, blocks)
        var summaries = [BlockSolver.Summary](repeating: BlockSolver.Summary(), count: parts)
        let elements = [Double](unsafeUninitializedCapacity: pixels * classes) { buffer, initialized in
            buffer.initialize(repeating: 0)
            initialized = pixels * classes
            guard let target = buffer.baseAddress else { return }
            spectra.elements.withUnsafeBufferPointer { source in
                guard let source = source.baseAddress else { return }
                summaries.withUnsafeMutableBufferPointer { summaries in
                    // Every part reads and writes rows of its own.
                    nonisolated(unsafe) let (source, target, summaries) = (source, target, summaries)
                    let work: @Sendable (Int) -> Void = { part in
                        let solver = BlockSolver(self, isCancelled: isCancelled)
                        for block in part * blocks / parts..<(part + 1) * blocks / parts {
                            let first = block * blockSize
                            solver.solve(
                                source + first * bands, count: min(blockSize, pixels - first), first: first,
                                abundances: target + first * classes)
                        }
                        summaries[part] = solver.summary()
                    }
                    if parts == 1 {
                        work(0)
                    } else {
                        WorkerPool.forEach(Array(0..<parts), workers: workers, work)
                    }
                }
            }
        }
        return Solution(
            abundances: Matrix(rows: pixels, columns: classes, elements: elements),
            iterations: summaries.reduce(0) { max($0, $1.iterations) },
            primalResidual: summaries.reduce(0) { max($0, $1.primalResidual) },
            dualResidual: summaries.reduce(0) { max($0, $1.dualResidual) },
            unsolvedPixels: summaries.flatMap(\.unsolved).sorted())
    }
}
