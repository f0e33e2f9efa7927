public import NumericalMethods

/// An image, its regions and its true proportions, pixel by pixel and row by row, for figures.
public struct ImagePicture: Sendable {
    /// The region of a pixel.
    public enum Region: UInt8, Sendable, CaseIterable {
        /// Methods learn here.
        case training = 0
        /// Epochs and runs are selected here.
        case validation = 1
        /// Methods are scored here.
        case test = 2
        /// Belongs to no part.
        case none = 255
    }

    /// The number of rows of pixels.
    public let rows: Int
    /// The number of columns of pixels.
    public let columns: Int
    /// Red, green and blue of every pixel, 0 to 1.
    public let rgb: [Float]
    /// The region of every pixel.
    public let regions: [Region]
    /// The true proportions: pixels x classes.
    public let proportions: Matrix<Double>

    /// Makes a picture; every part must cover rows x columns pixels.
    public init(rows: Int, columns: Int, rgb: [Float], regions: [Region], proportions: Matrix<Double>) {
        let pixels = rows * columns
        precondition(
            rgb.count == 3 * pixels && regions.count == pixels && proportions.rows == pixels,
            "\(rgb.count) colours, \(regions.count) regions and \(proportions.rows) proportions for \(pixels) pixels")
        self.rows = rows
        self.columns = columns
        self.rgb = rgb
        self.regions = regions
        self.proportions = proportions
    }
}
