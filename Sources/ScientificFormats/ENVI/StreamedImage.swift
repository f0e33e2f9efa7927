/// An image whose values are made some rows at a time, as it is written, so that it may be larger than memory.
public struct StreamedImage {
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    /// The number of bands.
    public let bands: Int
    /// What is known of the values.
    public let description: ENVIDescription
    /// The values of some rows: (r, c, b) stands at `((r - rows.lowerBound) * columns + c) * bands + b`.
    private let values: (_ rows: Range<Int>) throws -> [Float]

    /// Describes an image.
    ///
    /// - Parameters:
    ///   - rows: The number of rows.
    ///   - columns: The number of columns.
    ///   - bands: The number of bands.
    ///   - description: What is known of the values; names are as many as bands.
    ///   - values: Gives the values of some rows, pixel by pixel. It is asked for all rows in their order, and again for
    ///     each file.
    public init(
        rows: Int, columns: Int, bands: Int, description: ENVIDescription,
        values: @escaping (_ rows: Range<Int>) throws -> [Float]
    ) {
        precondition(rows > 0 && columns > 0 && bands > 0, "an image of \(rows) x \(columns) x \(bands)")
        precondition((description.bandNames?.count ?? bands) == bands)
        self.rows = rows
        self.columns = columns
        self.bands = bands
        self.description = description
        self.values = values
    }

    /// Writes all values as 32-bit floats, band after band and little-endian, from a place in a file on.
    func writeValues(to file: borrowing WritableFile, at start: Int) throws {
        let rowsAtOnce = max(1, Self.bytesAtOnce / (columns * bands * 4))
        for first in stride(from: 0, to: rows, by: rowsAtOnce) {
            let range = first..<min(first + rowsAtOnce, rows)
            let pixels = range.count * columns
            let strip = try values(range)
            precondition(strip.count == pixels * bands, "\(strip.count) values for \(pixels) pixels of \(bands) bands")
            let bytes = littleEndianBytes(of: transposed(strip, rows: pixels, columns: bands)) { $0.bitPattern }
            for band in 0..<bands {
                try file.write(
                    bytes[band * pixels * 4..<(band + 1) * pixels * 4], at: start + (band * rows + first) * columns * 4)
            }
        }
    }

    private static let bytesAtOnce = 1 << 24
}

extension ENVIImage {
    /// The same image, for what writes images as they are made.
    var streamed: StreamedImage {
        StreamedImage(rows: rows, columns: columns, bands: bands, description: description) { range in
            Array(values[range.lowerBound * columns * bands..<range.upperBound * columns * bands])
        }
    }
}
