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
    /// The pixels of the training samples, in their order.
    let trainingPixels: [Int]
    /// The pixels of the validation samples, in their order.
    let validationPixels: [Int]
    /// The pixels of the test part, in its order.
    let testPixels: [Int]
}

extension WholeImage {
    /// The true endmembers, for a method that is given them or names classes by them.
    ///
    /// - Throws: `UnsuitableSpectra` where the truth has none.
    func requiredEndmembers() throws -> Matrix<Double> {
        guard let endmembers else {
            throw UnsuitableSpectra(reason: "the truth has no endmembers to unmix with, or to name classes by")
        }
        return endmembers
    }
}
