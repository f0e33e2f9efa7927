internal import COpenBLAS
internal import NeuralNetworks
internal import SimplexMath

/// The mean of an image's spectra and how they scatter about it.
struct SpectralStatistics {
    /// The mean spectrum, one number a band.
    let mean: [Double]
    /// The covariance Σ (y - mean)(y - mean)ᵀ / N, bands x bands.
    let covariance: Matrix<Double>

    /// Computes both in double precision.
    ///
    /// - Parameter spectra: The spectra, pixels x bands, at least one pixel.
    init(of spectra: Matrix<Float>) {
        let (pixels, bands) = (spectra.rows, spectra.columns)
        precondition(pixels > 0 && bands > 0, "statistics of \(pixels) spectra of \(bands) bands")
        var mean = [Double](repeating: 0, count: bands)
        for pixel in 0..<pixels {
            for band in 0..<bands { mean[band] += Double(spectra.elements[pixel * bands + band]) }
        }
        for band in 0..<bands { mean[band] /= Double(pixels) }

        BLAS.useOneThread()
        let blockSize = 256
        var block = [Double](repeating: 0, count: blockSize * bands)
        var covariance = [Double](repeating: 0, count: bands * bands)
        for first in stride(from: 0, to: pixels, by: blockSize) {
            let count = min(blockSize, pixels - first)
            for pixel in 0..<count {
                for band in 0..<bands {
                    block[pixel * bands + band] = Double(spectra.elements[(first + pixel) * bands + band]) - mean[band]
                }
            }
            cblas_dsyrk(
                CblasRowMajor, CblasUpper, CblasTrans, blasint(bands), blasint(count), 1 / Double(pixels), block,
                blasint(bands), 1, &covariance, blasint(bands))
        }
        for row in 0..<bands {
            for column in 0..<row { covariance[row * bands + column] = covariance[column * bands + row] }
        }
        self.mean = mean
        self.covariance = Matrix(rows: bands, columns: bands, elements: covariance)
    }

    /// The second moments Σ y yᵀ / N about the origin, bands x bands.
    var secondMoments: Matrix<Double> {
        var moments = covariance
        for row in 0..<mean.count {
            for column in 0..<mean.count { moments[row, column] += mean[row] * mean[column] }
        }
        return moments
    }
}

/// The eigenvectors of a symmetric matrix that belong to its largest eigenvalues.
struct PrincipalDirections {
    /// The eigenvectors, one a row, by falling eigenvalue; each has its largest entry positive, so that they do not
    /// depend on the library that computed them.
    let vectors: Matrix<Double>
    /// All eigenvalues, falling.
    let values: [Double]

    /// Computes them with LAPACK.
    ///
    /// - Parameters:
    ///   - matrix: A symmetric matrix.
    ///   - count: The number of eigenvectors, not more than rows.
    /// - Throws: ``UnsuitableSpectra`` where the computation does not converge.
    init(of matrix: Matrix<Double>, count: Int) throws(UnsuitableSpectra) {
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
        guard info == 0, Int(found) == matrix.rows else {
            throw UnsuitableSpectra(reason: "the principal directions of the spectra could not be computed")
        }
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
