internal import NumericalMethods
internal import ScientificFormats

extension HDF5Image {
    /// The bands that are good, or all where the file does not say which are.
    func usedBands() -> [Int] { (0..<bands).filter { goodBands?[$0] ?? true } }

    /// Some rows of some bands, without the pixels that lack a value.
    ///
    /// Rows are read some at a time, so that bands that are left out take little memory.
    func image(rows wanted: Range<Int>, bands: [Int], path: String) throws -> HyperspectralImage {
        guard !bands.isEmpty else { throw FormatError(file: path, reason: "not one band is good") }
        let size = ImageSize(rows: wanted.count, columns: columns)
        var values: [Float] = []
        values.reserveCapacity(size.pixels * bands.count)
        for first in stride(from: wanted.lowerBound, to: wanted.upperBound, by: rowsAtOnce) {
            let stored = try self.values(rows: first..<min(first + rowsAtOnce, wanted.upperBound))
            if bands.count == self.bands {
                values += stored
            } else {
                for pixel in stride(from: 0, to: stored.count, by: self.bands) {
                    for band in bands { values.append(stored[pixel + band]) }
                }
            }
        }
        return try HyperspectralImage(
            size: size, spectra: Matrix(rows: size.pixels, columns: bands.count, elements: values)
        ).leavingOutMissing(path: path, place: nil)
    }
}
