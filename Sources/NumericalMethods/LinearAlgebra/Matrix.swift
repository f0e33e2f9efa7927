/// A dense matrix, stored row by row.
///
/// Rows are samples and columns are classes, bands or points, unless a declaration says otherwise.
public struct Matrix<Element: Sendable>: Sendable {
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    /// The entries, row by row: entry (r, c) stands at `r * columns + c`.
    public var elements: [Element]

    /// Makes a matrix of given entries.
    ///
    /// - Parameters:
    ///   - rows: The number of rows, zero or more.
    ///   - columns: The number of columns, zero or more.
    ///   - elements: The entries, row by row. Their number must be `rows * columns`.
    public init(rows: Int, columns: Int, elements: [Element]) {
        precondition(
            rows >= 0 && columns >= 0 && elements.count == rows * columns,
            "\(elements.count) entries do not fill \(rows) x \(columns)")
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    /// Makes a matrix whose entries are all the same.
    public init(rows: Int, columns: Int, repeating value: Element) {
        self.init(rows: rows, columns: columns, elements: Array(repeating: value, count: rows * columns))
    }

    /// The entry in a row and a column, both counted from zero.
    public subscript(row: Int, column: Int) -> Element {
        get {
            assert(row >= 0 && row < rows && column >= 0 && column < columns)
            return elements[row * columns + column]
        }
        set {
            assert(row >= 0 && row < rows && column >= 0 && column < columns)
            elements[row * columns + column] = newValue
        }
    }

    /// One row, as a slice of ``elements``.
    public func row(_ row: Int) -> ArraySlice<Element> {
        elements[row * columns..<(row + 1) * columns]
    }

    /// The rows with the given indices, in that order.
    public func selectingRows(_ indices: some Sequence<Int>) -> Matrix {
        var selected: [Element] = []
        var count = 0
        for index in indices {
            selected += row(index)
            count += 1
        }
        return Matrix(rows: count, columns: columns, elements: selected)
    }
}

extension Matrix: Equatable where Element: Equatable {}
