public import NumericalMethods

/// An image with a spectrum at every pixel, or at every pixel that is not missing.
public struct HyperspectralImage: Sendable {
    /// The number of rows and columns.
    public let size: ImageSize
    /// The spectra, pixels x bands; pixels row by row, so that the entries run over (row, column, band).
    ///
    /// What stands in the rows of missing pixels has no meaning.
    public let spectra: Matrix<Float>
    /// The pixels that have a spectrum, in their order; nothing where all have one.
    public let presentPixels: [Int]?

    /// Makes an image of spectra, one for each pixel.
    ///
    /// - Parameters:
    ///   - size: The number of rows and columns.
    ///   - spectra: The spectra, pixels x bands.
    ///   - presentPixels: The pixels that have a spectrum, in their order; nothing where all have one.
    public init(size: ImageSize, spectra: Matrix<Float>, presentPixels: [Int]? = nil) {
        precondition(spectra.rows == size.pixels, "\(spectra.rows) spectra for an image of \(size)")
        precondition(presentPixels?.last ?? 0 < size.pixels, "pixels beyond an image of \(size)")
        self.size = size
        self.spectra = spectra
        self.presentPixels = presentPixels.flatMap { $0.count == size.pixels ? nil : $0 }
    }

    /// The number of bands.
    public var bands: Int { spectra.columns }

    /// The number of pixels that have a spectrum.
    public var presentCount: Int { presentPixels?.count ?? size.pixels }
}
