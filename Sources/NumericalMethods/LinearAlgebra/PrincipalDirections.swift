internal import COpenBLAS

/// The eigenvectors of a symmetric matrix that belong to its largest eigenvalues.
package struct PrincipalDirections {
    /// The eigenvectors, one a row, by falling eigenvalue; each has its largest entry positive, so that they do not
    /// depend on the library that computed them.
    package let vectors: Matrix<Double>
    /// All eigenvalues, falling.
    package let values: [Double]

    /// Computes them with LAPACK; gives nothing where the computation does not converge.
    ///
    /// - Parameters:
    ///   - matrix: A symmetric matrix.
    ///   - count: The number of eigenvectors, not more than rows.
    package init?(of matrix: Matrix<Double>, count: Int) {
        precondition(matrix.rows == matrix.columns && count <= matrix.rows, "\(count) eigenvectors of \(matrix.rows)")
        BLAS.useOneThread()
        var size = Int32(matrix.rows)
        var elements = matrix.elements
        var (lowest, highest, tolerance) = (0.0, 0.0, 0.0)
        var (first, last, found, info) = (Int32(1), size, Int32(0), Int32(0))
        var values = [Double](repeating: 0, count: matrix.rows)
        var vectors = [Double](repeating: 0, count: matrix.rows * matrix.rows)
        var support = [Int32](repeating: 0, count: 2 * matrix.rows)
        // The least sizes that its documentation allows.
        var workSize = 26 * size
        var integerWorkSize = 10 * size
        var work = [Double](repeating: 0, count: Int(workSize))
        var integerWork = [Int32](repeating: 0, count: Int(integerWorkSize))
        dsyevr_(
            "V", "A", "U", &size, &elements, &size, &lowest, &highest, &first, &last, &tolerance, &found, &values,
            &vectors, &size, &support, &work, &workSize, &integerWork, &integerWorkSize, &info, 1, 1, 1)
        guard info == 0, Int(found) == matrix.rows else { return nil }
        let chosen = (0..<count).map { index in
            let start = (matrix.rows - 1 - index) * matrix.rows
            let vector = Array(vectors[start..<start + matrix.rows])
            let peak = vector.max { abs($0) < abs($1) } ?? 0
            return peak < 0 ? vector.map { -$0 } : vector
        }
        self.vectors = Matrix(rows: count, columns: matrix.rows, elements: chosen.flatMap(\.self))
        self.values = values.reversed()
    }
}
