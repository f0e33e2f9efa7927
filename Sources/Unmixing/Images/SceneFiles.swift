internal import NumericalMethods
internal import ScientificFormats

/// The files of a scene: an image, and the truth about its pixels.
///
/// The image is a MATLAB file or the header of an ENVI image, the truth a MATLAB file, which may be the same. MATLAB
/// files come in two families:
///
/// | | image | abundances | endmembers | classes | size | pixels run |
/// |---|---|---|---|---|---|---|
/// | as first published | `Y` or `V` | `A` | `M` | `cood` | `nRow`, `nCol` | down the columns |
/// | of HySUPP and EDAA | `Y` | `A` | `E` | `labels` | `H`, `W` | along the rows |
///
/// Images are bands x pixels, abundances classes x pixels, endmembers bands x classes. Whatever tells a size must agree
/// with the expected shape, except for `nBand`, `L` and their like: some files count bands that they have left out.
/// Bands that the header of an ENVI image calls bad are left out, of the endmembers, too, where those have all bands.
public struct SceneFiles: Sendable {
    /// The path of the image, or of its header.
    public let image: String
    /// The path of the truth.
    public let truth: String
    /// The order of the pixels in MATLAB files, or nothing for the one of their family.
    public let pixelOrder: PixelOrder?

    /// Names the files of a scene.
    public init(image: String, truth: String, pixelOrder: PixelOrder? = nil) {
        self.image = image
        self.truth = truth
        self.pixelOrder = pixelOrder
    }

    /// Reads the scene.
    ///
    /// Abundances must not be negative and must sum to one in each pixel. As they are often the output of a solver, -10⁻⁶
    /// counts as zero, and sums may be off by 10⁻³; they are not rescaled.
    ///
    /// - Parameter shape: The shape that the scene must have. Names of classes may differ in upper and lower case.
    /// - Returns: The scene, with the names of the classes as `shape` has them.
    /// - Throws: `FormatError` where a file cannot be read, has another shape, or holds what no scene can hold.
    public func read(shape: SceneShape) throws -> HyperspectralScene {
        let (image, nanometres, goodBands) =
            image.lowercased().hasSuffix(".hdr") ? try readENVI(shape) : (try readMatlab(shape), nil, nil)
        return HyperspectralScene(
            image: image,
            truth: try Self.readTruth(path: truth, shape: shape, pixelOrder: pixelOrder, goodBands: goodBands),
            nanometres: nanometres)
    }

    // MARK: The image

    /// The image, the wavelength of each band where the header says them in a unit that is known, and which bands of the
    /// file are good where the header says so.
    private func readENVI(_ shape: SceneShape) throws -> (
        image: HyperspectralImage, nanometres: [Double]?, goodBands: [Bool]?
    ) {
        let envi = try ENVIImage(headerPath: image)
        let found = [envi.rows, envi.columns, envi.goodBands().count]
        let wanted = [shape.size.rows, shape.size.columns, shape.bands]
        guard found == wanted else {
            throw FormatError(
                file: image,
                reason:
                    "an image of \(sizes(found)) (rows x columns x bands\(found[2] < envi.bands ? " that are good" : "")"
                    + "), but \(sizes(wanted)) was expected")
        }
        let unit = envi.description.wavelengthUnits.flatMap { WavelengthUnit($0) }
        let nanometres = envi.description.wavelengths.flatMap { wavelengths in
            unit.map { unit in envi.goodBands().map { wavelengths[$0] * unit.nanometers } }
        }
        return (try envi.completeImage(path: image), nanometres, envi.description.goodBands)
    }

    private func readMatlab(_ shape: SceneShape) throws -> HyperspectralImage {
        let scene = try MatlabScene(path: image, order: pixelOrder)
        try scene.check(shape.size)
        return try scene.image(size: shape.size, bands: shape.bands)
    }

    // MARK: The truth

    /// The names of the classes, as the file of a truth has them; nothing where it does not say them.
    ///
    /// - Throws: `FormatError` where it is no MATLAB file.
    package static func classes(ofTruth path: String) throws -> [String]? {
        try MatlabScene(path: path).classes()?.names
    }

    /// The order in which the pixels of a MATLAB file are read where nothing else says it.
    ///
    /// - Throws: `FormatError` where it is no MATLAB file.
    package static func usualOrder(of path: String) throws -> PixelOrder { try MatlabScene(path: path).order }

    /// Reads the truth alone, under the same conditions.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - shape: The shape that the scene must have.
    ///   - pixelOrder: The order of the pixels, or nothing for the one of the file's family.
    /// - Returns: The truth, with the names of the classes as `shape` has them.
    /// - Throws: `FormatError` as ``read(shape:)`` does.
    public static func readTruth(path: String, shape: SceneShape, pixelOrder: PixelOrder? = nil) throws -> GroundTruth {
        try readTruth(path: path, shape: shape, pixelOrder: pixelOrder, goodBands: nil)
    }

    private static func readTruth(
        path: String, shape: SceneShape, pixelOrder: PixelOrder?, goodBands: [Bool]?
    ) throws -> GroundTruth {
        let scene = try MatlabScene(path: path, order: pixelOrder)
        try scene.check(shape.size)
        if let (variable, found) = try scene.classes() {
            guard found.map({ $0.lowercased() }) == shape.namesInFiles.map({ $0.lowercased() }) else {
                throw scene.fail(
                    variable,
                    "the classes are \(found.joined(separator: ", ")), but "
                        + "\(shape.namesInFiles.joined(separator: ", ")) were expected; they must stand in this order, and "
                        + "the catalogue may say which of them are 'renamed'")
            }
        }
        return GroundTruth(
            classes: shape.classes, abundances: try abundances(in: scene, shape: shape),
            endmembers: try scene.endmembers(classes: shape.classes.count, bands: shape.bands, goodBands: goodBands))
    }

    /// The abundances, which must not be negative and must sum to one.
    private static func abundances(in scene: MatlabScene, shape: SceneShape) throws -> Matrix<Double> {
        var abundances = try scene.abundances(classes: shape.classes.count, size: shape.size)
        for pixel in 0..<abundances.rows {
            func fail(_ reason: String) -> FormatError {
                scene.fail(MatlabScene.abundances, "\(reason) in the \(shape.size.describe(pixel: pixel))")
            }
            for (index, name) in shape.classes.enumerated() {
                let abundance = abundances[pixel, index]
                guard abundance.isFinite, abundance >= -1e-6 else {
                    throw fail("an abundance of \(abundance) of '\(name)'")
                }
                abundances[pixel, index] = max(abundance, 0)
            }
            let sum = abundances.row(pixel).reduce(0, +)
            guard abs(sum - 1) <= 1e-3 else { throw fail("abundances that sum to \(NumberText.rounded(sum)), not 1,") }
        }
        return abundances
    }
}
