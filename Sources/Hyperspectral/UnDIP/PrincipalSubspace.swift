package import SimplexMath

/// The subspace of the bands that holds most of an image: the leading right singular vectors of pixels x bands.
package struct PrincipalSubspace {
    /// Orthonormal vectors, dimensions x bands.
    package let basis: Matrix<Double>

    /// Finds the subspace of spectra, which are not centred, as the eigenvectors of YᵀY.
    ///
    /// - Parameters:
    ///   - spectra: The spectra Y, pixels x bands.
    ///   - dimensions: The number of vectors, at most that of bands.
    package init(of spectra: Matrix<Float>, dimensions: Int) {
        precondition(
            dimensions > 0 && dimensions <= spectra.columns,
            "\(dimensions) dimensions of \(spectra.columns) bands")
        let (values, vectors) = symmetricEigenvectors(secondMoments(of: spectra))
        let leading = values.indices.sorted { (values[$0], $1) > (values[$1], $0) }.prefix(dimensions)
        basis = Matrix(
            rows: dimensions, columns: spectra.columns, elements: leading.flatMap { Array(vectors.row($0)) })
    }

    /// The coordinates of spectra in the subspace, pixels x dimensions.
    package func coordinates(of spectra: Matrix<Float>) -> Matrix<Double> {
        var result = Matrix(rows: spectra.rows, columns: basis.rows, repeating: 0.0)
        for pixel in 0..<spectra.rows {
            let spectrum = spectra.row(pixel)
            for dimension in 0..<basis.rows {
                result[pixel, dimension] = zip(spectrum, basis.row(dimension)).reduce(0) {
                    $0 + Double($1.0) * $1.1
                }
            }
        }
        return result
    }
}

/// YᵀY, bands x bands.
private func secondMoments(of spectra: Matrix<Float>) -> Matrix<Double> {
    let bands = spectra.columns
    var moments = Matrix(rows: bands, columns: bands, repeating: 0.0)
    spectra.elements.withUnsafeBufferPointer { elements in
        moments.elements.withUnsafeMutableBufferPointer { sums in
            for pixel in 0..<spectra.rows {
                let start = pixel &* bands
                for i in 0..<bands {
                    let factor = Double(elements[start &+ i])
                    let row = i &* bands
                    for j in i..<bands { sums[row &+ j] += factor * Double(elements[start &+ j]) }
                }
            }
        }
    }
    for i in 0..<bands {
        for j in 0..<i { moments[i, j] = moments[j, i] }
    }
    return moments
}

/// The eigenvalues of a symmetric matrix, in no order, and the eigenvectors as rows.
///
/// Cyclic Jacobi rotations, which are accurate and end after a few sweeps.
///
/// Source: G. H. Golub and C. F. Van Loan, *Matrix Computations*, 4th ed., 2013, section 8.5.
package func symmetricEigenvectors(_ matrix: Matrix<Double>) -> (values: [Double], vectors: Matrix<Double>) {
    let count = matrix.rows
    precondition(matrix.columns == count, "eigenvectors of \(count) x \(matrix.columns)")
    var a = matrix.elements
    var vectors = Matrix(rows: count, columns: count, repeating: 0.0)
    for index in 0..<count { vectors[index, index] = 1 }
    let total = a.reduce(0) { $0 + $1 * $1 }.squareRoot()
    a.withUnsafeMutableBufferPointer { a in
        vectors.elements.withUnsafeMutableBufferPointer { v in
            let sweeps = 30
            for _ in 0..<sweeps {
                var rest = 0.0
                for p in 0..<count {
                    for q in p + 1..<max(count, p + 1) { rest += 2 * a[p &* count &+ q] * a[p &* count &+ q] }
                }
                guard rest.squareRoot() > 1e-14 * total else { break }
                for p in 0..<count {
                    for q in p + 1..<max(count, p + 1) { rotate(a, v, count: count, p: p, q: q) }
                }
            }
        }
    }
    return ((0..<count).map { a[$0 * count + $0] }, vectors)
}

/// One rotation, which makes the entry (p, q) zero.
private func rotate(
    _ a: UnsafeMutableBufferPointer<Double>, _ v: UnsafeMutableBufferPointer<Double>, count: Int, p: Int, q: Int
) {
    let entry = a[p &* count &+ q]
    guard entry != 0 else { return }
    let tau = (a[q &* count &+ q] - a[p &* count &+ p]) / (2 * entry)
    let tangent = (tau >= 0 ? 1 : -1) / (abs(tau) + (1 + tau * tau).squareRoot())
    let cosine = 1 / (1 + tangent * tangent).squareRoot()
    let sine = tangent * cosine
    for k in 0..<count {
        let (x, y) = (a[k &* count &+ p], a[k &* count &+ q])
        a[k &* count &+ p] = cosine * x - sine * y
        a[k &* count &+ q] = sine * x + cosine * y
    }
    for k in 0..<count {
        let (x, y) = (a[p &* count &+ k], a[q &* count &+ k])
        a[p &* count &+ k] = cosine * x - sine * y
        a[q &* count &+ k] = sine * x + cosine * y
    }
    for k in 0..<count {
        let (x, y) = (v[p &* count &+ k], v[q &* count &+ k])
        v[p &* count &+ k] = cosine * x - sine * y
        v[q &* count &+ k] = sine * x + cosine * y
    }
}
