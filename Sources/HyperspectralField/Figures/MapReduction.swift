internal import NumericalMethods

/// A map that is made small enough for a figure: means of squares over the pixels that have a value.
struct MapReduction {
    private let columns: Int
    /// How many rows and columns a square has.
    private let side: Int
    private var sums: Matrix<Double>
    private var counts: Matrix<Int32>
    private var next = 0

    /// Begins a map.
    ///
    /// - Parameters:
    ///   - rows: The number of rows of the whole.
    ///   - columns: Its number of columns.
    ///   - count: How many maps the figure has.
    init(rows: Int, columns: Int, count: Int) {
        self.columns = columns
        // Many maps stand four in a row, where more points could not be told apart.
        let limit = count > 6 ? 640 : 1000
        side = (max(rows, columns) + limit - 1) / limit
        let size = ((rows + side - 1) / side, (columns + side - 1) / side)
        sums = Matrix(rows: size.0, columns: size.1, repeating: 0)
        counts = Matrix(rows: size.0, columns: size.1, repeating: 0)
    }

    /// Adds the next values of the whole, row by row.
    mutating func add(_ values: some Sequence<Double>) {
        for value in values {
            defer { next += 1 }
            guard !value.isNaN else { continue }
            let (row, column) = (next / columns / side, next % columns / side)
            sums[row, column] += value
            counts[row, column] += 1
        }
    }

    /// The map, of which squares without any value are not a number.
    func map() -> Matrix<Double> {
        Matrix(
            rows: sums.rows, columns: sums.columns,
            elements: zip(sums.elements, counts.elements).map { $0 / Double($1) })
    }
}
