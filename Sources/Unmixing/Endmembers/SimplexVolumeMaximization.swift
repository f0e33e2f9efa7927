internal import NumericalMethods

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

    /// Finds the endmembers of an image, which is gone through as often as there are endmembers.
    ///
    /// - Parameter source: The spectra of the image, which take a number each beside them. Of equally far pixels the first is
    ///   taken.
    /// - Returns: The endmembers.
    /// - Throws: ``UnsuitableSpectra`` where there are fewer pixels or bands than endmembers, where a value is not finite, or
    ///   where the pixels span no simplex of so many vertices.
    public func endmembers(in source: some SpectrumSource) throws -> EndmemberEstimate {
        try UnsuitableSpectra.check(source, endmembers: count)
        let origin = [Double](repeating: 0, count: source.bands)
        // The first pass: how far pixels are from the origin.
        var vertices = [
            try farthest(in: source) { spectra, first in
                try UnsuitableSpectra.checkFinite(spectra, from: first)
                return squaredDistances(of: spectra, to: origin)
            }
        ]
        let (first, scale) = (vertices[0].spectrum, vertices[0].height)
        guard scale > 0 else { throw UnsuitableSpectra.tooFew(found: 0, wanted: count) }
        var heights: [Double] = []
        heights.reserveCapacity(source.count)
        var directions: [[Double]] = []
        while vertices.count < count {
            let next = try farthest(in: source) { spectra, start in
                if let direction = directions.last {
                    let offset = dot(direction, first)
                    for pixel in 0..<spectra.rows {
                        let along = dot(direction, spectra, row: pixel) - offset
                        heights[start + pixel] -= along * along
                    }
                } else {
                    heights += squaredDistances(of: spectra, to: first)
                }
                return heights[start..<start + spectra.rows]
            }
            // Below the rounding of single-precision spectra nothing is told apart.
            guard next.height > 1e-12 * scale else {
                throw UnsuitableSpectra.tooFew(found: vertices.count, wanted: count)
            }
            let edge = zip(next.spectrum, first).map { $0 - $1 }
            guard let direction = unitVector(edge, orthogonalTo: directions) else {
                throw UnsuitableSpectra.tooFew(found: vertices.count, wanted: count)
            }
            directions.append(direction)
            vertices.append(next)
        }
        return EndmemberEstimate(
            pixels: vertices.map(\.pixel),
            spectra: Matrix(rows: count, columns: source.bands, elements: vertices.flatMap(\.spectrum)))
    }

    /// A pixel, how far it reaches, and its spectrum.
    private struct Vertex {
        var pixel = 0
        var height = -Double.infinity
        var spectrum: [Double] = []
    }

    /// The pixel of the largest height, the first of several.
    private func farthest<Heights: RandomAccessCollection<Double>>(
        in source: some SpectrumSource, heights: (_ spectra: Matrix<Float>, _ first: Int) throws -> Heights
    ) throws -> Vertex {
        var best = Vertex()
        try source.forEachBlock { spectra, first in
            let heights = try heights(spectra, first)
            var found = -1
            for (pixel, height) in heights.enumerated() where height > best.height {
                (found, best.height) = (pixel, height)
            }
            guard found >= 0 else { return }
            (best.pixel, best.spectrum) = (first + found, spectra.row(found).map(Double.init))
        }
        return best
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
