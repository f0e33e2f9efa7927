internal import NumericalMethods
internal import ScientificFormats

extension ENVIImage {
    /// The image: its good bands, divided by the scale of reflectances, without the pixels that lack a value.
    ///
    /// - Parameter path: The path of the header, for messages.
    /// - Returns: The image.
    /// - Throws: `FormatError` where a value is infinite, or no pixel has all of its values.
    func image(path: String) throws -> HyperspectralImage {
        let isMissing = missingPixels()
        let image = scaledImage()
        guard isMissing.contains(true) else { return try image.checked(path: path, place: nil) }
        guard let present = image.keeping(isMissing.map { !$0 }) else {
            throw FormatError(file: path, reason: "not one pixel has all of its values\(emptyBands())")
        }
        return try present.checked(path: path, place: nil)
    }

    /// The image, of which no value may be missing.
    func completeImage(path: String) throws -> HyperspectralImage {
        let image = try image(path: path)
        guard let present = image.presentPixels else { return image }
        let first = present.enumerated().first { $0.offset != $0.element }?.offset ?? present.count
        let missing = MissingPlace(of: first, in: self)
        throw FormatError(
            file: path,
            reason: "the value \(missing.value), which stands for missing data, in band \(missing.band) of the "
                + image.size.describe(pixel: first))
    }

    private func scaledImage() -> HyperspectralImage {
        let size = ImageSize(rows: rows, columns: columns)
        let good = goodBands()
        var spectra =
            good.count == bands
            ? Matrix(rows: size.pixels, columns: bands, elements: values)
            : Matrix(rows: size.pixels, columns: good.count, repeating: 0)
        if good.count < bands {
            for pixel in 0..<size.pixels {
                for (index, band) in good.enumerated() { spectra[pixel, index] = values[pixel * bands + band] }
            }
        }
        if let scale = description.reflectanceScale, scale != 1 {
            for index in spectra.elements.indices {
                spectra.elements[index] = Float(Double(spectra.elements[index]) / scale)
            }
        }
        return HyperspectralImage(size: size, spectra: spectra)
    }

    /// Names the bands that have no value anywhere, which keep every pixel from being used.
    private func emptyBands() -> String {
        let empty = goodBands().filter { band in
            let one = stride(from: band, to: values.count, by: bands).map { values[$0] }
            return ENVIImage(rows: rows, columns: columns, bands: 1, values: one, description: ignoring)
                .missingPixels().allSatisfy(\.self)
        }
        guard !empty.isEmpty, empty.count < goodBands().count else { return "" }
        return
            "; bands \(empty.map(String.init).joined(separator: ", ")) have none anywhere, and 'bbl' in the header can "
            + "leave them out (bands are counted from 0)"
    }

    /// A description that knows the ignored value alone.
    fileprivate var ignoring: ENVIDescription {
        var ignoring = ENVIDescription()
        ignoring.ignoredValue = description.ignoredValue
        return ignoring
    }
}

/// The first value of a pixel that is missing.
private struct MissingPlace {
    let band: Int
    let value: Float

    init(of pixel: Int, in image: ENVIImage) {
        let values = image.goodBands().map { (band: $0, value: image.values[pixel * image.bands + $0]) }
        let found = values.first { entry in
            ENVIImage(rows: 1, columns: 1, bands: 1, values: [entry.value], description: image.ignoring)
                .missingPixels()[0]
        }
        (band, value) = found ?? (0, .nan)
    }
}
