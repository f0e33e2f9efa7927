internal import Experiments
internal import NumericalMethods
internal import ProportionInference
internal import Unmixing

/// Applies a model to spectra of an image's pixels: bands, scale, normalization and networks.
struct PixelPredictor: Sendable {
    let model: Model
    /// What the model takes.
    let samples: SpectrumSamples
    /// How the image's bands become those of the model.
    let bands: ModelBands
    /// What the image's values are divided by first.
    let divisor: Double

    /// What networks say of pixels.
    struct Prediction {
        /// The spectra in the bands and on the scale of the model, before the normalization.
        let spectra: Matrix<Float>
        let proportions: EnsemblePrediction
    }

    /// Where the spectra lie that the model knows, with room for the errors of its networks where it says how large these are.
    func range() -> SpectrumRange? {
        guard let range = samples.range, let validation = model.validation else { return samples.range }
        return range.allowing(for: validation.prediction().mean, insteadOf: validation.targets)
    }

    /// Infers the abundances of pixels.
    ///
    /// - Parameter spectra: Their spectra as the image has them, one a row.
    /// - Returns: What the networks say of them.
    func predict(_ spectra: Matrix<Float>) -> Prediction {
        var spectra = bands.apply(to: spectra)
        if divisor != 1 { spectra = FittedNormalization.dividing(by: divisor).apply(to: spectra) }
        return Prediction(
            spectra: spectra,
            proportions: EnsembleInference(model.networks).infer(samples.normalization.apply(to: spectra)))
    }
}
