internal import ProportionInference

/// A dataset's whole image, as methods see it that unmix images and not samples.
struct LabelledImage: FieldData {
    /// The image, not normalized, with its truth.
    let scene: HyperspectralScene
    /// The name of the test part.
    let part: String
    /// The pixels of the test part, in its order.
    let testPixels: [Int]
}
