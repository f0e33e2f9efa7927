internal import NumericalMethods
internal import ScientificFormats

extension HDF5Image {
    /// The bands that are good, or all where the file does not say which are.
    func usedBands() -> [Int] { (0..<bands).filter { goodBands?[$0] ?? true } }

    /// The image of some bands, none of whose values may be missing.
    ///
    /// Rows are read some at a time, so that bands that are left out take little memory.
    func image(bands: [Int], path: String) throws -> HyperspectralImage {
        guard !bands.isEmpty else { throw FormatError(file: path, reason: "not one band is good") }
        let size = ImageSize(rows: rows, columns: columns)
        var values: [Float] = []
        values.reserveCapacity(size.pixels * bands.count)
        for first in stride(from: 0, to: rows, by: rowsAtOnce) {
            let stored = try self.values(rows: first..<min(first + rowsAtOnce, rows))
            if bands.count == self.bands {
                values += stored
            } else {
                for pixel in stride(from: 0, to: stored.count, by: self.bands) {
                    for band in bands { values.append(stored[pixel + band]) }
                }
            }
        }
        if let index = values.firstIndex(where: { !$0.isFinite }) {
            throw FormatError(
                file: path,
                reason: "a missing value in band \(bands[index % bands.count]) of the "
                    + size.describe(pixel: index / bands.count))
        }
        return HyperspectralImage(
            size: size, spectra: Matrix(rows: size.pixels, columns: bands.count, elements: values))
    }
}
