/// The order in which a file lists the pixels of an image.
public enum PixelOrder: String, Sendable, CaseIterable {
    /// Column by column, MATLAB's own order: pixel n stands in row n mod rows and column n div rows.
    case columnMajor = "column-major"
    /// Row by row: pixel n stands in row n div columns and column n mod columns.
    case rowMajor = "row-major"

    /// Where the pixels of a file run, in words.
    package var words: String {
        switch self {
        case .columnMajor: "down the first column of the image, then down the second, and so on"
        case .rowMajor: "along the first row of the image from left to right, then along the second, and so on"
        }
    }

    /// The position in the file of each pixel of an image, pixels counted row by row.
    func filePositions(in size: ImageSize) -> [Int] {
        switch self {
        case .rowMajor:
            Array(0..<size.pixels)
        case .columnMajor:
            (0..<size.rows).flatMap { row in (0..<size.columns).map { row + $0 * size.rows } }
        }
    }
}
