/// The classes, the size and the bands that a scene must have.
public struct SceneShape: Sendable, Hashable {
    /// The names of the classes, in their order.
    public let classes: [String]
    /// The names that the classes have in the files.
    public let namesInFiles: [String]
    /// The number of rows and columns of the image.
    public let size: ImageSize
    /// The number of bands.
    public let bands: Int

    /// Makes a shape of two or more classes and one or more bands.
    ///
    /// - Parameters:
    ///   - classes: The names of the classes.
    ///   - size: The number of rows and columns of the image.
    ///   - bands: The number of bands.
    ///   - namesInFiles: What the files call the classes, in the same order; the same where it is left out.
    public init(classes: [String], size: ImageSize, bands: Int, namesInFiles: [String]? = nil) {
        precondition(
            classes.count >= 2 && bands > 0 && (namesInFiles ?? classes).count == classes.count,
            "a scene of \(classes.count) classes, \(namesInFiles?.count ?? classes.count) in files, and \(bands) bands")
        self.classes = classes
        self.namesInFiles = namesInFiles ?? classes
        self.size = size
        self.bands = bands
    }
}
