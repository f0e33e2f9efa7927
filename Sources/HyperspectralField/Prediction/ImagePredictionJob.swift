internal import Commands
internal import Experiments
internal import NumericalMethods
internal import ProportionInference
internal import Synchronization
internal import Unmixing

/// An image, and how its abundances are inferred.
struct ImagePredictionJob: ImageJob {
    let file: ImageFile
    /// The path of the image.
    let path: String
    let predictor: PixelPredictor
    /// Where good pixels lie; nothing where pixels are not checked.
    let range: SpectrumRange?
    /// What makes sets; nothing where the model cannot tell.
    let calibration: Calibration?
    /// What is to be said of how the image was read.
    let remarks: [String]

    /// So many pixels are prepared and inferred at a time, so that copies of spectra are few.
    private static let partSize = 2048

    /// The names of the classes.
    var classes: [String] { predictor.samples.classes }

    /// The maps that come of it.
    var kinds: [PredictedMaps] {
        PredictedMaps.allCases.filter { kind in
            switch kind {
            case .abundances: true
            case .spread: predictor.model.networks.count > 1
            case .low, .high, .presence: calibration != nil
            case .verdicts: range != nil
            }
        }
    }

    /// Whether the image is small enough for a table with a row for each pixel.
    var hasTable: Bool { file.raster.presentCount <= ImagePredictionTable.largest }

    /// Infers the abundances of all pixels, block by block.
    ///
    /// - Parameters:
    ///   - folder: Where the maps are kept meanwhile, a temporary folder.
    ///   - workers: The number of threads.
    ///   - interruption: Says when to stop.
    /// - Returns: What is to be reported.
    /// - Throws: `CancellationError` where a stop was asked for, and what keeps the image from being read.
    func carryOut(into folder: String, workers: Int, interruption: Interruption) throws -> ImagePredictionReport {
        let progress = ProgressLine()
        let image = try PredictedImage(self, in: folder)
        try file.spectra.forEachBlock { spectra, first in
            try image.append(pixels(spectra, workers: workers) { interruption.isRequested })
            progress.advanced(first + spectra.rows, of: file.raster.presentCount, "pixels")
        }
        return ImagePredictionReport(job: self, predicted: image)
    }

    /// Infers the abundances of pixels by their spectra.
    ///
    /// - Throws: `CancellationError` where it was stopped.
    func pixels(
        _ spectra: Matrix<Float>, workers: Int, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws -> PredictedPixels {
        let starts = Array(stride(from: 0, to: spectra.rows, by: Self.partSize))
        let parts = Mutex<[Int: PredictedPixels]>([:])
        WorkerPool.forEach(starts, workers: workers) { [predictor, range, calibration] start in
            guard !isCancelled() else { return }
            let end = min(start + Self.partSize, spectra.rows)
            let part = PredictedPixels(
                predictor.predict(spectra.selectingRows(start..<end)), range: range, calibration: calibration)
            parts.withLock { $0[start] = part }
        }
        let done = parts.withLock { parts in starts.compactMap { parts[$0] } }
        guard done.count == starts.count else { throw CancellationError() }
        return PredictedPixels(joining: done)
    }
}
