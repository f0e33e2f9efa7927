/// The number of rows and columns of an image.
public struct ImageSize: Sendable, Hashable {
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int

    /// Makes a size; both numbers must be positive and their product must fit an `Int`.
    public init(rows: Int, columns: Int) {
        precondition(rows > 0 && columns > 0, "an image of \(rows) x \(columns) pixels")
        self.rows = rows
        self.columns = columns
    }

    /// The number of pixels.
    public var pixels: Int { rows * columns }

    /// The index of a pixel where pixels are counted row by row.
    public func pixel(row: Int, column: Int) -> Int {
        assert(row >= 0 && row < rows && column >= 0 && column < columns)
        return row * columns + column
    }

    /// A pixel as messages name it, by the index that it has where pixels are counted row by row.
    package func describe(pixel: Int) -> String {
        "pixel in row \(pixel / columns) and column \(pixel % columns)"
    }
}

extension ImageSize: CustomStringConvertible {
    /// The size as rows x columns.
    public var description: String { "\(rows) x \(columns)" }
}

/// The order in which a file lists the pixels of an image.
public enum PixelOrder: String, Sendable, CaseIterable {
    /// Column by column, MATLAB's own order: pixel n stands in row n mod rows and column n div rows.
    case columnMajor = "column-major"
    /// Row by row: pixel n stands in row n div columns and column n mod columns.
    case rowMajor = "row-major"

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
