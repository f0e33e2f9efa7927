internal import ArgumentParser
internal import Commands
internal import Experiments
internal import NumericalMethods
internal import PowderDiffraction
internal import ProportionInference
internal import Synchronization

/// Applies a model to patterns, block by block and side by side, and hands out what it says in the order of the patterns.
struct PredictionBatch: Sendable {
    let model: Model
    let samples: PatternSamples
    let inputs: PatternInputs
    let patterns: PhasePatterns?
    let refinement: ShortRefinement?
    let calibration: Calibration?
    let results: PredictionResults
    let interruption: Interruption

    /// How many patterns a thread takes at a time: few enough that several threads share a folder of them.
    private static let blockSize = 64

    /// What is common to all threads.
    private struct State {
        var waiting: [Int: [Result<PredictedPattern, any Error>]] = [:]
        var next = 0
        var trouble: (any Error)?
        /// What threads have allocated and do not use at the moment.
        var idle: [PatternPredictor] = []
    }

    /// Predicts all patterns.
    ///
    /// - Throws: An exit code where a pattern failed or is out of range, or the work was interrupted, and what the file
    ///   system answers.
    func predict(workers: Int) throws {
        let blocks = inputs.blocks(of: min(Self.blockSize, max(1, inputs.count / max(workers, 1))))
        let state = Mutex(State())
        WorkerPool.forEach(Array(blocks.indices), workers: workers) { index in
            guard !interruption.isRequested, state.withLock({ $0.trouble == nil }) else { return }
            let predictor = Handover(
                state.withLock { $0.idle.popLast() }
                    ?? PatternPredictor(
                        model: model, samples: samples, patterns: patterns, refinement: refinement,
                        calibration: calibration))
            let predicted = predictor.value.predict(inputs.read(blocks[index]))
            state.withLock { state in
                state.idle.append(predictor.value)
                state.waiting[index] = predicted
                while let ready = state.waiting.removeValue(forKey: state.next) {
                    do { try results.append(ready) } catch { state.trouble = error }
                    state.next += 1
                }
            }
        }
        if let trouble = state.withLock({ $0.trouble }) { throw trouble }
        try results.finish(asked: interruption)
    }

    /// Takes what one thread uses at a time from one to the next.
    private struct Handover: @unchecked Sendable {
        let value: PatternPredictor

        init(_ value: PatternPredictor) { self.value = value }
    }
}
