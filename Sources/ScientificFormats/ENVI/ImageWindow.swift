/// A rectangle of pixels of an image.
public struct ImageWindow: Sendable, Hashable, CustomStringConvertible {
    /// The first row, counted from zero.
    public let row: Int
    /// The first column, counted from zero.
    public let column: Int
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int

    /// Makes a window of one pixel or more, whose first row and column are not negative.
    public init(row: Int, column: Int, rows: Int, columns: Int) {
        precondition(row >= 0 && column >= 0 && rows > 0 && columns > 0, "a window of \(rows) x \(columns) pixels")
        self.row = row
        self.column = column
        self.rows = rows
        self.columns = columns
    }

    /// Whether an image of a size holds all of it.
    public func lies(inRows allRows: Int, columns allColumns: Int) -> Bool {
        row < allRows && rows <= allRows - row && column < allColumns && columns <= allColumns - column
    }

    /// The window in words.
    public var description: String { "the window of \(rows) x \(columns) pixels from row \(row), column \(column)" }
}
