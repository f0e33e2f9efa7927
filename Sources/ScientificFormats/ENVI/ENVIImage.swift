/// A hyperspectral image in the format of ENVI: a text header `.hdr`, and beside it a file of nothing but numbers.
///
/// Format: L3Harris, *ENVI Header Files*.
public struct ENVIImage: Sendable, Equatable {
    /// The number of rows, which ENVI calls lines.
    public let rows: Int
    /// The number of columns, which ENVI calls samples.
    public let columns: Int
    /// The number of bands.
    public let bands: Int
    /// The numbers as they stand in the file, pixel by pixel: (r, c, b) stands at `(r * columns + c) * bands + b`.
    ///
    /// Missing numbers and bad bands are there as well, and nothing is scaled.
    public let values: [Float]
    /// What the header says of them.
    public let description: ENVIDescription

    /// Makes an image of given values.
    ///
    /// - Parameters:
    ///   - rows: The number of rows.
    ///   - columns: The number of columns.
    ///   - bands: The number of bands.
    ///   - values: The numbers, row by row, and in it column by column, all bands of a pixel together.
    ///   - description: What is known of them.
    public init(
        rows: Int, columns: Int, bands: Int, values: [Float], description: ENVIDescription = ENVIDescription()
    ) {
        precondition(
            rows > 0 && columns > 0 && bands > 0 && values.count == rows * columns * bands,
            "\(values.count) values do not fill \(rows) x \(columns) x \(bands)")
        let (wavelengths, names) = (description.wavelengths, description.bandNames)
        let spectral = description.isLibrary ? columns : bands
        precondition((wavelengths?.count ?? spectral) == spectral && (names?.count ?? bands) == bands)
        self.rows = rows
        self.columns = columns
        self.bands = bands
        self.values = values
        self.description = description
    }

    /// Reads an image whole, as ``ENVIFile`` does.
    ///
    /// - Parameter headerPath: The path of the header.
    /// - Throws: ``FormatError`` where it cannot be read.
    public init(headerPath: String) throws {
        self = try ENVIFile(headerPath: headerPath).read()
    }

    /// Which pixels lack a number in one of their good bands: the ignored value, or one that is not a number.
    ///
    /// - Returns: A value for each pixel, row by row.
    public func missingPixels() -> [Bool] {
        let missing = MissingValue(ignored: description.ignoredValue)
        let good = goodBands()
        return values.withUnsafeBufferPointer { values in
            (0..<rows * columns).map { pixel in
                var isMissing = false
                if good.count == bands {
                    for index in pixel * bands..<(pixel + 1) * bands where missing.matches(values[index]) {
                        isMissing = true
                    }
                } else {
                    for band in good where missing.matches(values[pixel * bands + band]) { isMissing = true }
                }
                return isMissing
            }
        }
    }

    /// The good bands of an image, in their order; of a library, whose bands are columns, its only one.
    public func goodBands() -> [Int] {
        (0..<bands).filter { description.isLibrary || description.goodBands?[$0] ?? true }
    }
}
