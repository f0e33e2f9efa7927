public import NumericalMethods

/// Simplex volume maximization (SiVM): endmembers are the pixels that span the largest simplex, found one by one.
///
/// The first is the pixel farthest from the origin, as in the programs that UnDIP builds on; each further one is the pixel
/// that makes the largest simplex with those already found. The volume of a simplex with one more vertex is
///
///     V(e₁ … eₘ, x) = V(e₁ … eₘ) · h(x) / m,
///
/// where h is the distance of x to the affine hull of e₁ … eₘ. So the pixel of the largest h is taken, which is the
/// one that the determinants of Cayley and Menger over all pairwise distances find, without their loss of digits. Nothing
/// is random, and nothing is estimated: the spectra are those of the pixels.
///
/// Source: C. Thurau, K. Kersting, C. Bauckhage, *Yes We Can: Simplex Volume Maximization for Descriptive Web-Scale Matrix
/// Factorization*, CIKM 2010; R. Heylen, D. Burazerovic, P. Scheunders, *Non-Linear Spectral Unmixing by Geodesic Simplex
/// Volume Maximization*, IEEE Journal of Selected Topics in Signal Processing 5, 2011.
public struct SimplexVolumeMaximization: Sendable {
    /// The number of endmembers.
    public let count: Int

    /// Prepares a search for so many endmembers.
    public init(count: Int) {
        self.count = count
    }

    /// Finds the endmembers of an image.
    ///
    /// - Parameter spectra: The image, pixels x bands. Of equally far pixels the first is taken.
    /// - Returns: The endmembers.
    /// - Throws: ``UnsuitableSpectra`` where there are fewer pixels or bands than endmembers, where a value is not finite, or
    ///   where the pixels span no simplex of so many vertices.
    public func endmembers(in spectra: Matrix<Float>) throws(UnsuitableSpectra) -> EndmemberEstimate {
        try UnsuitableSpectra.check(spectra, endmembers: count)
        let bands = spectra.columns
        func vector(_ pixel: Int) -> [Double] { spectra.row(pixel).map(Double.init) }

        var heights = squaredDistances(of: spectra, to: [Double](repeating: 0, count: bands))
        var pixels = [largest(heights)]
        let scale = heights[pixels[0]]
        guard scale > 0 else { throw .tooFew(found: 0, wanted: count) }
        let first = vector(pixels[0])
        heights = squaredDistances(of: spectra, to: first)
        var directions: [[Double]] = []
        while pixels.count < count {
            let next = largest(heights)
            // Below the rounding of single-precision spectra nothing is told apart.
            guard heights[next] > 1e-12 * scale else { throw .tooFew(found: pixels.count, wanted: count) }
            pixels.append(next)
            guard let direction = unitVector(zip(vector(next), first).map { $0 - $1 }, orthogonalTo: directions) else {
                throw .tooFew(found: pixels.count - 1, wanted: count)
            }
            directions.append(direction)
            let start = dot(direction, first)
            for pixel in 0..<spectra.rows {
                let along = dot(direction, spectra, row: pixel) - start
                heights[pixel] -= along * along
            }
        }
        return EndmemberEstimate(
            pixels: pixels,
            spectra: Matrix(rows: count, columns: bands, elements: pixels.flatMap(vector)))
    }
}

/// The squared distance of every spectrum to a point.
private func squaredDistances(of spectra: Matrix<Float>, to point: [Double]) -> [Double] {
    (0..<spectra.rows).map { pixel in
        var sum = 0.0
        let start = pixel * spectra.columns
        for band in 0..<spectra.columns {
            let difference = Double(spectra.elements[start + band]) - point[band]
            sum += difference * difference
        }
        return sum
    }
}

/// The position of the largest number, the first of several.
private func largest(_ numbers: [Double]) -> Int {
    var best = 0
    for index in numbers.indices where numbers[index] > numbers[best] { best = index }
    return best
}
