internal import Experiments
internal import NumericalMethods
internal import PowderDiffraction
internal import ProportionInference
internal import ScientificFormats

/// Applies a model to patterns, in memory that it keeps.
///
/// One thread uses it at a time.
final class PatternPredictor {
    private let samples: PatternSamples
    private let ensemble: EnsembleInference
    private let check: MixtureCheck?
    private let refinement: ShortRefinement?
    private let calibration: Calibration?

    /// Allocates what blocks of patterns need.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - samples: What it takes.
    ///   - patterns: The patterns of the phases, where predictions are to be checked.
    ///   - refinement: What refines patterns, where that is asked for.
    ///   - calibration: What makes sets of the predictions, where there is one.
    init(
        model: Model, samples: PatternSamples, patterns: PhasePatterns?, refinement: ShortRefinement?,
        calibration: Calibration?
    ) {
        self.samples = samples
        self.calibration = calibration
        self.refinement = refinement
        ensemble = EnsembleInference(model.networks)
        check = patterns.map { MixtureCheck($0) }
    }

    /// Infers the fractions of patterns, each by itself; a pattern that could not be read stays an error.
    func predict(_ patterns: [Result<PatternInputs.Pattern, any Error>]) -> [Result<PredictedPattern, any Error>] {
        let read = patterns.compactMap { try? $0.get() }
        let count = samples.grid.count
        let elements = [Float](unsafeUninitializedCapacity: read.count * count) { buffer, initialized in
            for (row, pattern) in read.enumerated() {
                var values = pattern.pattern.counts
                values.withUnsafeMutableBufferPointer {
                    samples.preparation.apply(to: $0, step: samples.grid.step)
                    for point in 0..<count { buffer.initializeElement(at: row * count + point, to: Float($0[point])) }
                }
            }
            initialized = read.count * count
        }
        let inputs = Matrix(rows: read.count, columns: count, elements: elements)
        let predictions = ensemble.infer(inputs)
        var row = 0
        return patterns.map { result in
            result.flatMap { pattern in
                defer { row += 1 }
                let (fractions, spread) = (Array(predictions.mean.row(row)), Array(predictions.spread.row(row)))
                let sample = Array(inputs.row(row))
                return Result { try predicted(pattern, sample, fractions: fractions, spread: spread) }
            }
        }
    }

    private func predicted(
        _ pattern: PatternInputs.Pattern, _ sample: [Float], fractions: [Double], spread: [Double]
    ) throws -> PredictedPattern {
        let fit = check.map { $0.fit(pattern.pattern, to: fractions) }
        return PredictedPattern(
            name: pattern.name, fractions: fractions, spread: spread,
            set: calibration?.set(mean: fractions, spread: spread), fit: fit,
            refined: try refinement.map { try $0.refine(pattern, grid: samples.grid) },
            verdict: fit.map { RangeVerdict($0, of: fractions, samples: samples) },
            isTakenForCounts: pattern.isTakenForCounts,
            remarks: pattern.remarks,
            sample: sample)
    }
}
