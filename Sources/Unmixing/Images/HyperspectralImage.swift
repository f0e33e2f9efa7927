public import NumericalMethods

/// An image with a spectrum at every pixel.
public struct HyperspectralImage: Sendable {
    /// The number of rows and columns.
    public let size: ImageSize
    /// The spectra, pixels x bands; pixels row by row, so that the entries run over (row, column, band).
    public let spectra: Matrix<Float>

    /// Makes an image of spectra, one for each pixel.
    public init(size: ImageSize, spectra: Matrix<Float>) {
        precondition(spectra.rows == size.pixels, "\(spectra.rows) spectra for an image of \(size)")
        self.size = size
        self.spectra = spectra
    }

    /// The number of bands.
    public var bands: Int { spectra.columns }
}

/// What an image's pixels hold, as far as it is known.
public struct GroundTruth: Sendable {
    /// The names of the classes, in the order of the columns of ``abundances``.
    public let classes: [String]
    /// The share of each class in each pixel, pixels x classes, every row a point of the simplex.
    public let abundances: Matrix<Double>
    /// The pure spectrum of each class, classes x bands, on a scale of their own; nothing where there are none.
    public let endmembers: Matrix<Double>?

    /// Joins classes with their abundances and endmembers.
    public init(classes: [String], abundances: Matrix<Double>, endmembers: Matrix<Double>?) {
        precondition(
            abundances.columns == classes.count && endmembers.map { $0.rows == classes.count } ?? true,
            "\(abundances.columns) columns of abundances for \(classes.count) classes")
        self.classes = classes
        self.abundances = abundances
        self.endmembers = endmembers
    }
}

/// An image and what its pixels hold.
public struct HyperspectralScene: Sendable {
    /// The image.
    public let image: HyperspectralImage
    /// What its pixels hold.
    public let truth: GroundTruth

    /// Joins an image with its truth, which must tell of the same pixels.
    public init(image: HyperspectralImage, truth: GroundTruth) {
        precondition(
            truth.abundances.rows == image.size.pixels,
            "abundances of \(truth.abundances.rows) pixels for an image of \(image.size)")
        self.image = image
        self.truth = truth
    }
}
