/// An array of three dimensions of an HDF5 file that holds an image, or the bands of one detector.
struct HDF5Cube: Sendable {
    /// The numbers.
    let dataset: HDF5Dataset
    /// Which dimension counts rows, which columns, which bands.
    let axes: (row: Int, column: Int, band: Int)
    /// The bands that are taken, as the file counts them, in the order in which they are wanted.
    let bands: [Int]
    /// The value of a stored number n is offset + gain n.
    let scale: (gain: Double, offset: Double)
    /// The stored number that stands for a missing value.
    let missing: Float?

    /// Makes a cube of all bands of a dataset of three dimensions.
    ///
    /// - Throws: ``FormatError`` where it has others, or none at all in one of them.
    init(
        _ dataset: HDF5Dataset, axes: (row: Int, column: Int, band: Int), missing: Float? = nil,
        scale: (gain: Double, offset: Double) = (1, 0), bands: [Int]? = nil
    ) throws {
        guard dataset.shape.count == 3, dataset.shape.allSatisfy({ $0 > 0 }) else {
            throw dataset.fail("an array of shape \(dataset.shape), but rows, columns and bands were expected")
        }
        guard dataset.shape[axes.band] <= Self.mostBands else {
            throw dataset.fail("\(dataset.shape[axes.band]) bands, where \(Self.mostBands) are the most that are read")
        }
        try dataset.checkSize()
        self.dataset = dataset
        self.axes = axes
        self.missing = missing
        self.scale = scale
        self.bands = bands ?? Array(0..<dataset.shape[axes.band])
    }

    /// No spectrometer has as many bands; whoever states more has a damaged file, or names rows or columns as bands.
    private static let mostBands = 65_535

    var rows: Int { dataset.shape[axes.row] }
    var columns: Int { dataset.shape[axes.column] }

    /// How many rows are read at a time, where they are stored in chunks.
    var rowsAtOnce: Int { dataset.chunkShape?[axes.row] ?? 1 }

    /// The numbers of some rows as they are stored.
    func stored(rows: Range<Int>) throws -> [Float] {
        var (start, count) = ([0, 0, 0], dataset.shape)
        (start[axes.row], count[axes.row]) = (rows.lowerBound, rows.count)
        return try dataset.numbers(from: start, count: count, as: Float.self)
    }

    /// Puts the values of some rows into those of an image, pixel by pixel; missing ones become `NaN`.
    ///
    /// - Parameters:
    ///   - values: The values of those rows, of so many bands for each pixel.
    ///   - stored: The numbers as they are stored.
    ///   - rows: The rows.
    ///   - total: The number of bands of the image.
    ///   - places: Where in the image each of ``bands`` comes.
    func fill(_ values: inout [Float], with stored: [Float], rows: Range<Int>, total: Int, places: [Int]) {
        var count = dataset.shape
        count[axes.row] = rows.count
        let strides = [count[1] * count[2], count[2], 1]
        let isScaled = scale.gain != 1 || scale.offset != 0
        for row in 0..<rows.count {
            for column in 0..<columns {
                let origin = row * strides[axes.row] + column * strides[axes.column]
                let pixel = (row * columns + column) * total
                for (band, place) in zip(bands, places) {
                    let number = stored[origin + band * strides[axes.band]]
                    let value = isScaled ? Float(scale.offset + scale.gain * Double(number)) : number
                    values[pixel + place] = number == missing ? .nan : value
                }
            }
        }
    }
}
