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
