/// The classes, the size and the bands that a scene must have.
public struct SceneShape: Sendable, Hashable {
    /// The names of the classes, in their order.
    public let classes: [String]
    /// The number of rows and columns of the image.
    public let size: ImageSize
    /// The number of bands.
    public let bands: Int

    /// Makes a shape of two or more classes and one or more bands.
    public init(classes: [String], size: ImageSize, bands: Int) {
        precondition(classes.count >= 2 && bands > 0, "a scene of \(classes.count) classes and \(bands) bands")
        self.classes = classes
        self.size = size
        self.bands = bands
    }
}
