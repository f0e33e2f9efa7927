/// The Cholesky factor L of a symmetric, positive definite matrix A = L Lᵀ.
package struct CholeskyFactor {
    /// The number of rows.
    package let order: Int
    /// The lower triangle of L, row by row.
    private var factor: [Double]

    /// Factors a matrix, or gives nothing where it is not positive definite to rounding.
    ///
    /// - Parameters:
    ///   - matrix: Row by row, of which the lower triangle is read.
    ///   - order: The number of rows.
    package init?(_ matrix: [Double], order: Int) {
        self.order = order
        factor = matrix
        for row in 0..<order {
            for column in 0...row {
                var sum = factor[row * order + column]
                for index in 0..<column { sum -= factor[row * order + index] * factor[column * order + index] }
                if column < row {
                    factor[row * order + column] = sum / factor[column * order + column]
                } else {
                    guard sum > 1e-13 * abs(matrix[row * order + row]), sum.isFinite else { return nil }
                    factor[row * order + row] = sum.squareRoot()
                }
            }
        }
    }

    /// The solution of A x = b.
    package func solve(_ right: [Double]) -> [Double] {
        var x = right
        for row in 0..<order {
            for column in 0..<row { x[row] -= factor[row * order + column] * x[column] }
            x[row] /= factor[row * order + row]
        }
        for row in (0..<order).reversed() {
            x[row] /= factor[row * order + row]
            for column in 0..<row { x[column] -= factor[row * order + column] * x[row] }
        }
        return x
    }

    /// A⁻¹, row by row.
    package func inverse() -> [Double] {
        var rows = [Double](repeating: 0, count: order * order)
        for column in 0..<order {
            var unit = [Double](repeating: 0, count: order)
            unit[column] = 1
            let x = solve(unit)
            for row in 0..<order { rows[row * order + column] = x[row] }
        }
        return rows
    }
}
