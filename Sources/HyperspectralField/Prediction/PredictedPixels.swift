internal import NumericalMethods
internal import ProportionInference
internal import Unmixing

/// What networks say of some pixels, and how much of it is to be believed.
struct PredictedPixels: Sendable {
    /// The abundances and their spread over the networks, pixels x classes.
    private(set) var proportions: EnsemblePrediction
    /// How far each pixel is from those of the training; none where pixels are not checked.
    private(set) var distances: [SpectrumDistance]
    /// How much each is to be believed; none where pixels are not checked.
    private(set) var grades: [RangeVerdict.Grade]
    /// A set for each pixel; none where the model has no sets.
    private(set) var sets: [ProportionSet]

    /// The number of pixels.
    var count: Int { proportions.count }

    /// Judges what networks say of some pixels.
    ///
    /// - Parameters:
    ///   - prediction: What they say.
    ///   - range: Where good pixels lie, if they are to be checked.
    ///   - calibration: What makes sets, if there are to be some.
    init(_ prediction: PixelPredictor.Prediction, range: SpectrumRange?, calibration: Calibration?) {
        proportions = prediction.proportions
        sets = calibration?.sets(of: prediction.proportions) ?? []
        guard let range else {
            (distances, grades) = ([], [])
            return
        }
        distances = range.distances(of: prediction.spectra, proportions: prediction.proportions.mean)
        grades = distances.map { RangeVerdict($0, limits: range.limits).grade }
    }

    /// Joins pixels in the order of their parts, of which there is one at least.
    init(joining parts: [PredictedPixels]) {
        func joined(_ value: (EnsemblePrediction) -> Matrix<Double>) -> Matrix<Double> {
            Matrix(
                rows: parts.reduce(0) { $0 + $1.count }, columns: parts[0].proportions.mean.columns,
                elements: parts.flatMap { value($0.proportions).elements })
        }
        proportions = EnsemblePrediction(mean: joined(\.mean), spread: joined(\.spread))
        distances = parts.flatMap(\.distances)
        grades = parts.flatMap(\.grades)
        sets = parts.flatMap(\.sets)
    }
}
