internal import NumericalMethods
internal import ProportionInference
internal import Unmixing

/// A dataset's whole image, as methods see it that unmix images and not samples.
struct WholeImage: FieldData {
    static let plural = "hyperspectral images"

    /// The image, not normalized.
    let image: HyperspectralImage
    /// The pure spectra of the classes, classes x bands; nothing where the truth has none.
    let endmembers: Matrix<Double>?
    /// The name of the test part.
    let part: String
    /// The pixels of the test part, in its order.
    let testPixels: [Int]
}
