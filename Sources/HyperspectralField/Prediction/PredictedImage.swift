internal import Commands
internal import Experiments
internal import NumericalMethods
internal import ProportionInference
internal import Synchronization
internal import Unmixing

/// What networks say of the pixels of an image that have a spectrum, in their order.
struct PredictedImage: Sendable {
    /// Whether pixels are to be believed.
    struct Check: Sendable {
        /// How far each is from those of the training.
        let distances: [SpectrumDistance]
        /// How much each is to be believed.
        let grades: [RangeVerdict.Grade]
        /// What nearly all good ones stay below.
        let limits: SpectrumDistance
        /// The median root mean square of the pixels over that of the mean spectrum of the training.
        let brightness: Double

        /// The share of the pixels that have a grade.
        func share(_ grade: RangeVerdict.Grade) -> Double {
            Double(grades.count { $0 == grade }) / Double(max(grades.count, 1))
        }
    }

    /// Pixels x classes.
    let abundances: Matrix<Double>
    /// The standard deviation over the networks, pixels x classes.
    let spread: Matrix<Double>
    /// Nothing where that was not asked for, or cannot be told.
    let check: Check?

    /// So many pixels are prepared and inferred at a time, so that copies of spectra are few.
    private static let blockSize = 2048

    private struct Block {
        let prediction: EnsemblePrediction
        let distances: [SpectrumDistance]
        let grades: [RangeVerdict.Grade]
    }

    /// Infers abundances; there are none where it was stopped.
    ///
    /// - Parameters:
    ///   - image: The image.
    ///   - bands: How its bands become those of the model.
    ///   - divisor: What its values are divided by first.
    ///   - model: The model.
    ///   - samples: What the model takes.
    ///   - isChecked: Whether pixels are checked.
    ///   - workers: How many threads work.
    ///   - isCancelled: Whether to stop.
    init?(
        _ image: HyperspectralImage, bands: ModelBands, divisor: Double = 1, model: Model, samples: SpectrumSamples,
        isChecked: Bool, workers: Int, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        let chosen = image.presentPixels ?? Array(0..<image.size.pixels)
        let starts = Array(stride(from: 0, to: chosen.count, by: Self.blockSize))
        let range = isChecked ? samples.range : nil
        let blocks = Mutex<[Int: Block]>([:])
        WorkerPool.forEach(starts, workers: workers) { start in
            guard !isCancelled() else { return }
            var spectra = bands.apply(
                to: image.spectra.selectingRows(chosen[start..<min(start + Self.blockSize, chosen.count)]))
            if divisor != 1 { spectra = FittedNormalization.dividing(by: divisor).apply(to: spectra) }
            let prediction = EnsembleInference(model.networks).infer(samples.normalization.apply(to: spectra))
            let distances = range?.distances(of: spectra, proportions: prediction.mean) ?? []
            let block = Block(
                prediction: prediction, distances: distances,
                grades: range.map { range in distances.map { RangeVerdict($0, limits: range.limits).grade } } ?? [])
            blocks.withLock { $0[start] = block }
        }
        let done = blocks.withLock { blocks in starts.compactMap { blocks[$0] } }
        guard done.count == starts.count else { return nil }
        let (rows, columns) = (chosen.count, samples.classes.count)
        abundances = Matrix(rows: rows, columns: columns, elements: done.flatMap(\.prediction.mean.elements))
        spread = Matrix(rows: rows, columns: columns, elements: done.flatMap(\.prediction.spread.elements))
        check = range.map { range in
            let distances = done.flatMap(\.distances)
            let levels = distances.map { 1 / $0.darkness }.sorted()
            let usual = (range.mean.reduce(0) { $0 + $1 * $1 } / Double(range.mean.count)).squareRoot()
            return Check(
                distances: distances, grades: done.flatMap(\.grades), limits: range.limits,
                brightness: levels[levels.count / 2] / usual)
        }
    }
}
