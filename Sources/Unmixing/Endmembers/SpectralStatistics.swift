internal import NumericalMethods

/// The mean of an image's spectra and how they scatter about it.
struct SpectralStatistics {
    /// The mean spectrum, one number a band.
    let mean: [Double]
    /// The covariance Σ (y - mean)(y - mean)ᵀ / N, bands x bands.
    let covariance: Matrix<Double>

    /// Computes both in double precision, going through the spectra twice.
    ///
    /// - Parameter source: The spectra, at least one.
    /// - Throws: ``UnsuitableSpectra`` where a value is not finite, and what keeps the spectra from being read.
    init(of source: some SpectrumSource) throws {
        let (count, bands) = (source.count, source.bands)
        precondition(count > 0 && bands > 0, "statistics of \(count) spectra of \(bands) bands")
        var mean = [Double](repeating: 0, count: bands)
        try source.forEachBlock { spectra, first in
            try UnsuitableSpectra.checkFinite(spectra, from: first)
            for pixel in 0..<spectra.rows {
                for band in 0..<bands { mean[band] += Double(spectra.elements[pixel * bands + band]) }
            }
        }
        for band in 0..<bands { mean[band] /= Double(count) }

        BLAS.useOneThread()
        var covariance = [Double](repeating: 0, count: bands * bands)
        var group = [Double](repeating: 0, count: Self.groupSize * bands)
        try source.forEachBlock { spectra, _ in
            for first in stride(from: 0, to: spectra.rows, by: Self.groupSize) {
                let size = min(Self.groupSize, spectra.rows - first)
                for pixel in 0..<size {
                    for band in 0..<bands {
                        group[pixel * bands + band] =
                            Double(spectra.elements[(first + pixel) * bands + band]) - mean[band]
                    }
                }
                BLAS.dsyrk(.upper, .transposed, bands, size, 1 / Double(count), group, bands, 1, &covariance, bands)
            }
        }
        for row in 0..<bands {
            for column in 0..<row { covariance[row * bands + column] = covariance[column * bands + row] }
        }
        self.mean = mean
        self.covariance = Matrix(rows: bands, columns: bands, elements: covariance)
    }

    /// How many spectra are multiplied at a time, a divisor of ``SpectrumBlocks/granule``.
    private static let groupSize = 256

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
