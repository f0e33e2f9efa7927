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

    /// The abundances and their spread over the networks, pixels x classes.
    let proportions: EnsemblePrediction
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
    ///   - predictor: What applies the model.
    ///   - isChecked: Whether pixels are checked.
    ///   - workers: How many threads work.
    ///   - isCancelled: Whether to stop.
    init?(
        _ image: HyperspectralImage, by predictor: PixelPredictor, isChecked: Bool, workers: Int,
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        let chosen = image.presentPixels ?? Array(0..<image.size.pixels)
        let starts = Array(stride(from: 0, to: chosen.count, by: Self.blockSize))
        let range = isChecked ? predictor.range() : nil
        let blocks = Mutex<[Int: Block]>([:])
        WorkerPool.forEach(starts, workers: workers) { start in
            guard !isCancelled() else { return }
            let said = predictor.predict(chosen[start..<min(start + Self.blockSize, chosen.count)], of: image)
            let distances = range?.distances(of: said.spectra, proportions: said.proportions.mean) ?? []
            let block = Block(
                prediction: said.proportions, distances: distances,
                grades: range.map { range in distances.map { RangeVerdict($0, limits: range.limits).grade } } ?? [])
            blocks.withLock { $0[start] = block }
        }
        let done = blocks.withLock { blocks in starts.compactMap { blocks[$0] } }
        guard done.count == starts.count else { return nil }
        func joined(_ part: (EnsemblePrediction) -> Matrix<Double>) -> Matrix<Double> {
            Matrix(
                rows: chosen.count, columns: predictor.samples.classes.count,
                elements: done.flatMap { part($0.prediction).elements })
        }
        proportions = EnsemblePrediction(mean: joined(\.mean), spread: joined(\.spread))
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
