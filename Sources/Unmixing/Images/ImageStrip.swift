internal import NumericalMethods

/// The spectra of some rows of an image as they are read, and which of them are there.
struct ImageStrip {
    /// The spectra, pixels x bands; what stands in the rows of missing pixels has no meaning.
    var spectra: Matrix<Float>
    /// Whether each pixel has a spectrum; nothing where all have one.
    var isPresent: [Bool]?

    /// Takes spectra; those with a value that is not a number are missing.
    init(leavingOutMissing spectra: Matrix<Float>) {
        self.spectra = spectra
        guard spectra.elements.contains(where: \.isNaN) else { return }
        isPresent = (0..<spectra.rows).map { !spectra.row($0).contains(where: \.isNaN) }
    }

    /// Takes spectra, of which some may be missing.
    init(spectra: Matrix<Float>, isMissing: [Bool]) {
        self.spectra = spectra
        isPresent = isMissing.contains(true) ? isMissing.map { !$0 } : nil
    }

    /// The first value of a pixel that is there and not finite.
    func infiniteValue() -> (pixel: Int, band: Int, value: Float)? {
        guard spectra.elements.contains(where: { !$0.isFinite }) else { return nil }
        for pixel in 0..<spectra.rows where isPresent?[pixel] ?? true {
            for band in 0..<spectra.columns where !spectra[pixel, band].isFinite {
                return (pixel, band, spectra[pixel, band])
            }
        }
        return nil
    }

    /// Whether a pixel has a spectrum, and that is zero in every band.
    func isZero(_ pixel: Int) -> Bool {
        (isPresent?[pixel] ?? true) && spectra.row(pixel).allSatisfy { $0 == 0 }
    }

    /// Only the pixels of some columns of rows of a width.
    func columns(_ columns: Range<Int>, of width: Int) -> ImageStrip {
        guard columns != 0..<width else { return self }
        let pixels = (0..<spectra.rows).filter { columns.contains($0 % width) }
        var part = self
        part.spectra = spectra.selectingRows(pixels)
        part.isPresent = isPresent.map { isPresent in pixels.map { isPresent[$0] } }
        return part
    }
}
