/// An image of square pixels.
public struct Raster: Sendable, Equatable {
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    /// The colours as `0x00RRGGBB`, row by row from the top.
    public let pixels: [UInt32]

    /// Makes an image of `rows` x `columns` pixels.
    public init(rows: Int, columns: Int, pixels: [UInt32]) {
        precondition(
            rows > 0 && columns > 0 && pixels.count == rows * columns,
            "\(pixels.count) pixels do not fill \(rows) x \(columns)")
        self.rows = rows
        self.columns = columns
        self.pixels = pixels
    }
}
