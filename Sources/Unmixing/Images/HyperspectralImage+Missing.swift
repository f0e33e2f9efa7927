package import NumericalMethods
internal import ScientificFormats

extension HyperspectralImage {
    /// The spectra of the pixels that have one, pixels x bands.
    package func presentSpectra() -> Matrix<Float> { presentRows(of: spectra) }

    /// The rows of the pixels that have a spectrum.
    package func presentRows<T>(of values: Matrix<T>) -> Matrix<T> {
        precondition(values.rows == size.pixels, "\(values.rows) rows for an image of \(size)")
        return presentPixels.map { values.selectingRows($0) } ?? values
    }

    /// The image itself, none of whose pixels may be missing, and all of whose values must be finite numbers.
    func checked(path: String, place: String?) throws -> HyperspectralImage {
        for pixel in 0..<size.pixels {
            if let band = spectra.row(pixel).firstIndex(where: { !$0.isFinite }).map({ $0 - pixel * bands }) {
                throw FormatError(
                    file: path, place: place,
                    reason: "\(spectra[pixel, band]) in band \(band) of the \(size.describe(pixel: pixel))")
            }
        }
        return self
    }
}
