internal import NumericalMethods
internal import ScientificFormats
internal import Unmixing

/// The abundances of an image, which stand in `abundances.npy` as soon as they are known, so that memory need not hold them.
final class AbundanceStore {
    /// Which pixels have abundances.
    let raster: PixelRaster
    /// The number of endmembers.
    let classes: Int
    /// The value that marks missing numbers in the image's file, if there is one and no abundance has it.
    private(set) var freeIgnoredValue: Float?
    private let file: NPYStore
    private var sums: [Double]
    private var nextPixel = 0

    /// Makes the file, rows x columns x endmembers.
    ///
    /// - Parameters:
    ///   - path: Its path.
    ///   - raster: The pixels of the image.
    ///   - classes: The number of endmembers.
    ///   - ignoredValue: The value that marks missing numbers in the image's file.
    /// - Throws: `FormatError` where it cannot be written.
    init(path: String, raster: PixelRaster, classes: Int, ignoredValue: Double?) throws {
        self.raster = raster
        self.classes = classes
        freeIgnoredValue = ignoredValue.map { Float($0) }.flatMap { $0.isFinite ? $0 : nil }
        sums = Array(repeating: 0, count: classes)
        file = try NPYStore(path: path, shape: [raster.size.rows, raster.size.columns, classes])
    }

    /// Writes the abundances of the next pixels that have some; pixels between them get NaN.
    func append(_ abundances: Matrix<Double>) throws {
        precondition(abundances.columns == classes, "\(abundances.columns) abundances of \(classes) endmembers")
        for pixel in 0..<abundances.rows {
            for index in 0..<classes { sums[index] += abundances[pixel, index] }
        }
        if let value = freeIgnoredValue, abundances.elements.contains(where: { Float($0) == value }) {
            freeIgnoredValue = nil
        }
        let pixels = raster.pixels(from: nextPixel, spectra: abundances.rows)
        try file.append(raster.placed(abundances, at: pixels).elements)
        nextPixel = pixels.upperBound
    }

    /// The mean abundance of each endmember, over the pixels that are not missing.
    func means() -> [Double] { sums.map { $0 / Double(raster.presentCount) } }

    /// The abundances of some rows, pixels x endmembers; NaN where a pixel is missing.
    ///
    /// - Throws: `FormatError` where they cannot be read.
    func abundances(rows: Range<Int>) throws -> Matrix<Double> {
        let pixels = rows.lowerBound * raster.size.columns..<rows.upperBound * raster.size.columns
        return Matrix(
            rows: pixels.count, columns: classes,
            elements: try file.numbers(pixels.lowerBound * classes..<pixels.upperBound * classes))
    }

    /// Goes through all rows, some at a time.
    func forEachRows(_ body: (_ abundances: Matrix<Double>) throws -> Void) throws {
        let rowsAtOnce = max(1, (1 << 24) / (raster.size.columns * classes * 8))
        for first in stride(from: 0, to: raster.size.rows, by: rowsAtOnce) {
            try body(abundances(rows: first..<min(first + rowsAtOnce, raster.size.rows)))
        }
    }
}
