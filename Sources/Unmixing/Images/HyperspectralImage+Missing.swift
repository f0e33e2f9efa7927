package import NumericalMethods
package import ScientificFormats

extension HyperspectralImage {
    /// The spectra of the pixels that have one, pixels x bands.
    package func presentSpectra() -> Matrix<Float> { presentRows(of: spectra) }

    /// The rows of the pixels that have a spectrum.
    package func presentRows<T>(of values: Matrix<T>) -> Matrix<T> {
        precondition(values.rows == size.pixels, "\(values.rows) rows for an image of \(size)")
        guard let presentPixels else { return values }
        return Matrix(
            rows: presentPixels.count, columns: values.columns, elements: presentPixels.flatMap { values.row($0) })
    }

    /// The same image with other spectra of the pixels that have one; missing pixels get zeros.
    package func replacing(presentSpectra: Matrix<Float>) -> HyperspectralImage {
        precondition(presentSpectra.rows == presentCount, "\(presentSpectra.rows) spectra for \(presentCount) pixels")
        guard let presentPixels else { return HyperspectralImage(size: size, spectra: presentSpectra) }
        var all = Matrix(rows: size.pixels, columns: presentSpectra.columns, repeating: Float(0))
        for (index, pixel) in presentPixels.enumerated() {
            for band in 0..<all.columns { all[pixel, band] = presentSpectra[index, band] }
        }
        return HyperspectralImage(size: size, spectra: all, presentPixels: presentPixels)
    }

    /// Brings values of the pixels that have a spectrum to their places; missing pixels get NaN.
    ///
    /// - Parameter values: As many rows as there are pixels with a spectrum.
    /// - Returns: A row for every pixel.
    package func placed(_ values: Matrix<Double>) -> Matrix<Double> {
        precondition(values.rows == presentCount, "\(values.rows) rows for \(presentCount) pixels")
        guard let presentPixels else { return values }
        var placed = Matrix(rows: size.pixels, columns: values.columns, repeating: Double.nan)
        for (index, pixel) in presentPixels.enumerated() {
            for column in 0..<values.columns { placed[pixel, column] = values[index, column] }
        }
        return placed
    }

    /// The same image without the pixels for which something else is missing.
    ///
    /// - Parameter isKept: Whether each pixel stays.
    /// - Returns: Nothing where no pixel is left.
    package func keeping(_ isKept: [Bool]) -> HyperspectralImage? {
        precondition(isKept.count == size.pixels, "\(isKept.count) values for an image of \(size)")
        let present = (presentPixels ?? Array(0..<size.pixels)).filter { isKept[$0] }
        return present.isEmpty ? nil : HyperspectralImage(size: size, spectra: spectra, presentPixels: present)
    }

    /// The part of the image in a window, which must lie in it; nothing where none of its pixels has a spectrum.
    package func within(_ window: ImageWindow) -> HyperspectralImage? {
        let pixels = (0..<window.rows * window.columns).map { index in
            size.pixel(row: window.row + index / window.columns, column: window.column + index % window.columns)
        }
        let isPresent = presentPixels.map { present in
            present.reduce(into: [Bool](repeating: false, count: size.pixels)) { $0[$1] = true }
        }
        let part = HyperspectralImage(
            size: ImageSize(rows: window.rows, columns: window.columns),
            spectra: Matrix(
                rows: pixels.count, columns: bands,
                elements: pixels.flatMap { spectra.elements[$0 * bands..<($0 + 1) * bands] }))
        return isPresent.map { isPresent in part.keeping(pixels.map { isPresent[$0] }) } ?? part
    }

    /// The same image without the pixels that have a value which is not a number.
    ///
    /// - Throws: `FormatError` where a value is infinite, or no pixel is left.
    func leavingOutMissing(path: String, place: String?) throws -> HyperspectralImage {
        guard spectra.elements.contains(where: { !$0.isFinite }) else { return self }
        let isKept = (0..<size.pixels).map { pixel in !spectra.row(pixel).contains(where: \.isNaN) }
        guard let kept = keeping(isKept) else {
            throw FormatError(file: path, place: place, reason: "every pixel has a value that is not a number")
        }
        return try kept.checked(path: path, place: place)
    }

    /// The image itself, none of whose pixels may be missing, and all of whose values must be finite numbers.
    func checked(path: String, place: String?) throws -> HyperspectralImage {
        for pixel in presentPixels ?? Array(0..<size.pixels) {
            if let band = spectra.row(pixel).firstIndex(where: { !$0.isFinite }).map({ $0 - pixel * bands }) {
                throw FormatError(
                    file: path, place: place,
                    reason: "\(spectra[pixel, band]) in band \(band) of the \(size.describe(pixel: pixel))")
            }
        }
        return self
    }
}
