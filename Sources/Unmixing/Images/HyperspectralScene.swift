/// An image and what its pixels hold.
public struct HyperspectralScene: Sendable {
    /// The image.
    public let image: HyperspectralImage
    /// What its pixels hold.
    public let truth: GroundTruth

    /// Makes a scene of an image and a truth about the same pixels.
    public init(image: HyperspectralImage, truth: GroundTruth) {
        precondition(
            truth.abundances.rows == image.size.pixels,
            "abundances of \(truth.abundances.rows) pixels for an image of \(image.size)")
        self.image = image
        self.truth = truth
    }
}
