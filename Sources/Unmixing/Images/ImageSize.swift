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
