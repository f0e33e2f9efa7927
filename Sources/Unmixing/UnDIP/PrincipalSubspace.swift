package import NumericalMethods

/// The subspace of the bands that holds most of an image: the leading right singular vectors of pixels x bands.
package struct PrincipalSubspace {
    /// Orthonormal vectors, dimensions x bands.
    package let basis: Matrix<Double>

    /// Finds the subspace of spectra, which are not centred, as the eigenvectors of YᵀY.
    ///
    /// - Parameters:
    ///   - spectra: The spectra Y, pixels x bands.
    ///   - dimensions: The number of vectors, at most that of bands.
    /// - Throws: ``UnsuitableSpectra`` where the computation does not converge.
    package init(of spectra: Matrix<Float>, dimensions: Int) throws {
        precondition(
            dimensions > 0 && dimensions <= spectra.columns,
            "\(dimensions) dimensions of \(spectra.columns) bands")
        let moments = try SpectralStatistics(of: spectra).secondMoments()
        basis = try principalDirections(of: moments, count: dimensions).vectors
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
