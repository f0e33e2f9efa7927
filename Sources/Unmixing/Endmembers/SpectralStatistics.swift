internal import NumericalMethods

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
            BLAS.dsyrk(
                .upper, .transposed, bands, count, 1 / Double(pixels), block,
                bands, 1, &covariance, bands)
        }
        for row in 0..<bands {
            for column in 0..<row { covariance[row * bands + column] = covariance[column * bands + row] }
        }
        self.mean = mean
        self.covariance = Matrix(rows: bands, columns: bands, elements: covariance)
    }

    /// The second moments Σ y yᵀ / N about the origin, bands x bands.
    func secondMoments() -> Matrix<Double> {
        var moments = covariance
        for row in 0..<mean.count {
            for column in 0..<mean.count { moments[row, column] += mean[row] * mean[column] }
        }
        return moments
    }
}

/// The directions in which spectra scatter most.
///
/// - Parameters:
///   - matrix: Their covariance or second moments, bands x bands.
///   - count: The number of directions.
/// - Returns: The directions, and how far the spectra scatter along all of them.
/// - Throws: ``UnsuitableSpectra`` where the computation does not converge.
func principalDirections(of matrix: Matrix<Double>, count: Int) throws(UnsuitableSpectra) -> PrincipalDirections {
    guard let directions = PrincipalDirections(of: matrix, count: count) else {
        throw UnsuitableSpectra(reason: "the principal directions of the spectra could not be computed")
    }
    return directions
}
