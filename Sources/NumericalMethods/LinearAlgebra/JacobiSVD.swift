/// The singular value decomposition B = U diag(σ) Wᵀ of a matrix with few columns, by one-sided Jacobi rotations.
///
/// Pairs of columns of B are rotated until all are orthogonal; their lengths are then σ. Unlike the eigenvalues of BᵀB,
/// small singular values keep their relative accuracy where only the scale of the columns makes them small, and their
/// absolute accuracy, a rounding of the largest, otherwise.
///
/// Source: J. Demmel and K. Veselić, *Jacobi's Method is More Accurate than QR*, SIAM Journal on Matrix Analysis and
/// Applications 13, 1992, algorithm 4.1.
package struct JacobiSVD {
    /// The left singular vectors, one a singular value; zero where that is zero.
    package private(set) var left: [[Double]]
    /// The singular values, falling.
    package private(set) var values: [Double]
    /// The right singular vectors, one a singular value, each as long as there are columns.
    package private(set) var right: [[Double]]

    /// Decomposes a matrix.
    ///
    /// - Parameter columns: Its columns, all of the same length, with finite entries.
    package init(columns: [[Double]]) {
        let count = columns.count
        var work = columns
        var rotations = (0..<count).map { column in (0..<count).map { $0 == column ? 1.0 : 0 } }
        // What is left of the product of two orthogonal columns by rounding.
        let rounding = 0x1p-52 * Double(max(columns.first?.count ?? 0, 16)).squareRoot()
        // Convergence is quadratic; six to ten sweeps are usual.
        for _ in 0..<60 {
            var isOrthogonal = true
            for first in 0..<max(count - 1, 0) {
                for second in first + 1..<count {
                    let (a, b) = (dot(work[first], work[first]), dot(work[second], work[second]))
                    let c = dot(work[first], work[second])
                    guard abs(c) > rounding * (a * b).squareRoot(), a > 0, b > 0 else { continue }
                    isOrthogonal = false
                    let zeta = (b - a) / (2 * c)
                    let t = (zeta < 0 ? -1 : 1) / (abs(zeta) + (1 + zeta * zeta).squareRoot())
                    let cosine = 1 / (1 + t * t).squareRoot()
                    rotate(&work, first, second, cosine: cosine, sine: cosine * t)
                    rotate(&rotations, first, second, cosine: cosine, sine: cosine * t)
                }
            }
            if isOrthogonal { break }
        }
        let lengths = work.map { dot($0, $0).squareRoot() }
        let order = lengths.indices.sorted { (lengths[$0], $1) > (lengths[$1], $0) }
        values = order.map { lengths[$0] }
        right = order.map { rotations[$0] }
        left = order.map { index in work[index].map { lengths[index] > 0 ? $0 / lengths[index] : 0 } }
    }
}

private func rotate(_ vectors: inout [[Double]], _ first: Int, _ second: Int, cosine: Double, sine: Double) {
    for index in vectors[first].indices {
        let (x, y) = (vectors[first][index], vectors[second][index])
        vectors[first][index] = cosine * x - sine * y
        vectors[second][index] = sine * x + cosine * y
    }
}
