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

    /// Makes an image of the spectra of those pixels that have one; missing pixels get zeros.
    package init(raster: PixelRaster, presentSpectra: Matrix<Float>) {
        precondition(
            presentSpectra.rows == raster.presentCount,
            "\(presentSpectra.rows) spectra for \(raster.presentCount) pixels")
        guard let present = raster.presentPixels() else {
            self.init(size: raster.size, spectra: presentSpectra)
            return
        }
        var all = Matrix(rows: raster.size.pixels, columns: presentSpectra.columns, repeating: Float(0))
        for (index, pixel) in present.enumerated() {
            for band in 0..<all.columns { all[pixel, band] = presentSpectra[index, band] }
        }
        self.init(size: raster.size, spectra: all, presentPixels: present)
    }

    /// The number of bands.
    public var bands: Int { spectra.columns }

    /// The number of pixels that have a spectrum.
    public var presentCount: Int { presentPixels?.count ?? size.pixels }

    /// Which pixels have a spectrum.
    public func raster() -> PixelRaster {
        guard let presentPixels else { return PixelRaster(size: size) }
        return PixelRaster(
            size: size,
            isPresent: presentPixels.reduce(into: [Bool](repeating: false, count: size.pixels)) { $0[$1] = true })
    }
}
