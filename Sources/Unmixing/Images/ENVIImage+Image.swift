internal import NumericalMethods
internal import ScientificFormats

extension ENVIImage {
    /// The image, none of whose values may be missing.
    func image(path: String) throws -> HyperspectralImage {
        let size = ImageSize(rows: rows, columns: columns)
        if let missing = ignoredValue.map(Float.init), let index = values.firstIndex(of: missing) {
            throw FormatError(
                file: path,
                reason: "the value \(missing), which stands for missing data, in band \(index % bands) of the "
                    + size.describe(pixel: index / bands))
        }
        return try HyperspectralImage(
            size: size, spectra: Matrix(rows: size.pixels, columns: bands, elements: values)
        ).checked(path: path, place: nil)
    }
}

extension HyperspectralImage {
    /// The image itself, all of whose values must be finite numbers.
    func checked(path: String, place: String?) throws -> HyperspectralImage {
        if let index = spectra.elements.firstIndex(where: { !$0.isFinite }) {
            throw FormatError(
                file: path, place: place,
                reason:
                    "\(spectra.elements[index]) in band \(index % bands) of the \(size.describe(pixel: index / bands))")
        }
        return self
    }
}
