internal import NumericalMethods
internal import ScientificFormats

extension HDF5Image {
    /// The bands that are good, or all where the file does not say which are.
    func usedBands() -> [Int] { (0..<bands).filter { goodBands?[$0] ?? true } }

    /// Some columns of some rows of some bands.
    func strip(_ window: ImageWindow, bands: [Int]) throws -> ImageStrip {
        let stored = try values(rows: window.row..<window.row + window.rows)
        let wanted = window.column..<window.column + window.columns
        guard bands.count < self.bands || wanted != 0..<columns else {
            return ImageStrip(
                leavingOutMissing: Matrix(rows: window.rows * columns, columns: bands.count, elements: stored))
        }
        var spectra: [Float] = []
        spectra.reserveCapacity(window.rows * window.columns * bands.count)
        for row in 0..<window.rows {
            for column in wanted {
                let start = (row * columns + column) * self.bands
                for band in bands { spectra.append(stored[start + band]) }
            }
        }
        return ImageStrip(
            leavingOutMissing: Matrix(rows: window.rows * window.columns, columns: bands.count, elements: spectra))
    }
}
