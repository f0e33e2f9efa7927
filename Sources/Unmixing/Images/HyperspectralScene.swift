/// An image and what its pixels hold.
public struct HyperspectralScene: Sendable {
    /// The image.
    public let image: HyperspectralImage
    /// What its pixels hold.
    public let truth: GroundTruth
    /// The wavelength of each band in nanometres, where it is known.
    public let nanometres: [Double]?

    /// Makes a scene of an image and a truth about the same pixels.
    public init(image: HyperspectralImage, truth: GroundTruth, nanometres: [Double]? = nil) {
        precondition(
            truth.abundances.rows == image.size.pixels && nanometres?.count ?? image.bands == image.bands,
            "abundances of \(truth.abundances.rows) pixels and \(nanometres?.count ?? 0) wavelengths for an image of "
                + "\(image.size) and \(image.bands) bands")
        self.image = image
        self.truth = truth
        self.nanometres = nanometres
    }
}
