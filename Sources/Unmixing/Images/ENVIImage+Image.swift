internal import NumericalMethods
internal import ScientificFormats

extension ENVIImage {
    /// The spectra of the good bands, brought to the values that the header means.
    func strip() -> ImageStrip {
        let good = goodBands()
        var spectra =
            good.count == bands
            ? Matrix(rows: rows * columns, columns: bands, elements: values)
            : Matrix(rows: rows * columns, columns: good.count, repeating: 0)
        if good.count < bands {
            for pixel in 0..<rows * columns {
                for (index, band) in good.enumerated() { spectra[pixel, index] = values[pixel * bands + band] }
            }
        }
        description.scale(&spectra, bands: good)
        return ImageStrip(spectra: spectra, isMissing: missingPixels())
    }

    /// The image, of which no value may be missing.
    func completeImage(path: String) throws -> HyperspectralImage {
        let strip = strip()
        let size = ImageSize(rows: rows, columns: columns)
        if let pixel = strip.isPresent?.firstIndex(of: false) {
            let missing = MissingPlace(of: pixel, in: self)
            throw FormatError(
                file: path,
                reason: "the value \(missing.value), which stands for missing data, in band \(missing.band) of the "
                    + size.describe(pixel: pixel))
        }
        return try HyperspectralImage(size: size, spectra: strip.spectra).checked(path: path, place: nil)
    }

    /// Which of the good bands have a value in any pixel.
    func bandsWithValues() -> Set<Int> {
        Set(
            goodBands().filter { band in
                let one = stride(from: band, to: values.count, by: bands).map { values[$0] }
                return ENVIImage(rows: rows, columns: columns, bands: 1, values: one, description: ignoring)
                    .missingPixels().contains(false)
            })
    }

    /// A description that knows the ignored value alone.
    fileprivate var ignoring: ENVIDescription {
        var ignoring = ENVIDescription()
        ignoring.ignoredValue = description.ignoredValue
        return ignoring
    }
}

extension ENVIDescription {
    /// Brings numbers to the values that the header means: by gain and offset of each band, or by the scale of reflectances.
    ///
    /// - Parameters:
    ///   - numbers: Numbers as they stand in the file, rows x bands; they become values.
    ///   - bands: The bands of the file that the columns are.
    func scale(_ numbers: inout Matrix<Float>, bands: [Int]) {
        if gains != nil || offsets != nil {
            for row in 0..<numbers.rows {
                for (column, band) in bands.enumerated() {
                    numbers[row, column] = Float(value(of: Double(numbers[row, column]), band: band))
                }
            }
        } else if let scale = reflectanceScale, scale != 1 {
            for index in numbers.elements.indices {
                numbers.elements[index] = Float(Double(numbers.elements[index]) / scale)
            }
        }
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
