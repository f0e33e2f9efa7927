internal import NumericalMethods
internal import ScientificFormats
internal import Unmixing

/// Numbers for each pixel of an image, such as its abundances.
///
/// They stand in a `.npy` file as soon as they are known, so that memory need not hold them.
final class PixelStore {
    /// Which pixels have numbers.
    let raster: PixelRaster
    /// How many numbers a pixel has.
    let width: Int
    /// The value that marks missing numbers in the image's file, if there is one and no number here has it.
    private(set) var freeIgnoredValue: Float?
    private let file: NPYStore
    private var sums: [Double]
    private var nextPixel = 0

    /// Makes the file, rows x columns x width.
    ///
    /// - Parameters:
    ///   - path: Its path.
    ///   - file: The image.
    ///   - width: How many numbers a pixel has.
    /// - Throws: `FormatError` where it cannot be written.
    init(path: String, of file: ImageFile, width: Int) throws {
        raster = file.raster
        self.width = width
        freeIgnoredValue = file.ignoredValue.map { Float($0) }.flatMap { $0.isFinite ? $0 : nil }
        sums = Array(repeating: 0, count: width)
        self.file = try NPYStore(path: path, shape: [raster.size.rows, raster.size.columns, width])
    }

    /// Writes the numbers of the next pixels that have some; pixels between them get NaN.
    func append(_ numbers: Matrix<Double>) throws {
        precondition(numbers.columns == width, "\(numbers.columns) numbers for pixels of \(width)")
        for pixel in 0..<numbers.rows {
            for index in 0..<width { sums[index] += numbers[pixel, index] }
        }
        if let value = freeIgnoredValue, numbers.elements.contains(where: { Float($0) == value }) {
            freeIgnoredValue = nil
        }
        let pixels = raster.pixels(from: nextPixel, spectra: numbers.rows)
        try file.append(raster.placed(numbers, at: pixels).elements)
        nextPixel = pixels.upperBound
    }

    /// The mean of each number, over the pixels that are not missing.
    func means() -> [Double] { sums.map { $0 / Double(raster.presentCount) } }

    /// The numbers of some rows, pixels x width; NaN where a pixel is missing.
    ///
    /// - Throws: `FormatError` where they cannot be read.
    func numbers(rows: Range<Int>) throws -> Matrix<Double> {
        let pixels = rows.lowerBound * raster.size.columns..<rows.upperBound * raster.size.columns
        return Matrix(
            rows: pixels.count, columns: width,
            elements: try file.numbers(pixels.lowerBound * width..<pixels.upperBound * width))
    }
}
