import Foundation
public import NumericalMethods

/// Vertex component analysis (VCA): endmembers are the extreme pixels along random directions, each orthogonal to those
/// already found.
///
/// 1. The signal-to-noise ratio is estimated: of the power P_y of the spectra, the principal p directions about the mean
///    and the mean itself hold P_x, and SNR = 10 log₁₀((P_x - p/L · P_y) / (P_y - P_x)) in dB, with L bands.
/// 2. Where it exceeds 15 + 10 log₁₀ p, spectra are projected on the p principal directions of the second moments about
///    the origin, x = Uᵀy, and scaled to the plane xᵀu = 1 with u the mean of x, which takes away shading. Where it
///    does not, they are projected on the p - 1 principal directions about the mean, and the largest length of
///    these vectors is added as another coordinate.
/// 3. p times, a normal random direction is made orthogonal to the vertices already found, and the pixel that
///    reaches farthest along it, on either side, is the next vertex. The first direction is orthogonal to the last axis.
///
/// Pixels with xᵀu ≤ 0, such as black ones, have no place on that plane, and are never chosen. Dark pixels do have one, and as
/// their noise is scaled up with them, plain VCA likes to choose them.
///
/// Source: J. M. P. Nascimento and J. M. Bioucas Dias, *Vertex Component Analysis: A Fast Algorithm to Unmix Hyperspectral
/// Data*, IEEE Transactions on Geoscience and Remote Sensing 43, 2005, algorithm 1.
public struct VertexComponentAnalysis: Sendable {
    /// The number p of endmembers.
    public let count: Int

    /// Prepares a search for so many endmembers.
    public init(count: Int) {
        self.count = count
    }

    /// What is found.
    public struct Result: Sendable, Equatable {
        /// The endmembers; the spectra are those of the pixels after the projection, which takes most of their noise away.
        public let estimate: EndmemberEstimate
        /// The estimate of the signal-to-noise ratio in dB; infinite where the pixels lie in p dimensions.
        public let signalToNoise: Double
        /// Whether spectra were scaled to a plane, as they are above the threshold.
        public let isProjective: Bool
    }

    /// Finds the endmembers of an image.
    ///
    /// - Parameters:
    ///   - spectra: The image, pixels x bands.
    ///   - stream: Where the directions are drawn from: p² normal numbers.
    /// - Returns: The endmembers, and what was estimated on the way.
    /// - Throws: ``UnsuitableSpectra`` where there are fewer pixels or bands than endmembers, where a value is not finite, or
    ///   where the pixels span no simplex of so many vertices.
    public func endmembers(in spectra: Matrix<Float>, stream: inout RandomStream) throws(UnsuitableSpectra) -> Result {
        try UnsuitableSpectra.check(spectra, endmembers: count)
        let statistics = SpectralStatistics(of: spectra)
        let centred = try principalDirections(of: statistics.covariance, count: count)
        let signalToNoise = signalToNoise(statistics, centred)
        let isProjective = signalToNoise > 15 + 10 * log10(Double(count))
        let projection =
            isProjective
            ? try projective(spectra, statistics)
            : affine(spectra, statistics, centred)

        let pixels = try vertices(of: projection.points, stream: &stream)
        return Result(
            estimate: EndmemberEstimate(
                pixels: pixels,
                spectra: Matrix(
                    rows: count, columns: spectra.columns, elements: pixels.flatMap { projection.spectrum($0) })),
            signalToNoise: signalToNoise, isProjective: isProjective)
    }

    private func signalToNoise(_ statistics: SpectralStatistics, _ centred: PrincipalDirections) -> Double {
        let mean = dot(statistics.mean, statistics.mean)
        let noise = centred.values.dropFirst(count).reduce(0) { $0 + max($1, 0) }
        let signal = centred.values.prefix(count).reduce(mean) { $0 + max($1, 0) }
        let share = Double(count) / Double(statistics.mean.count)
        return 10 * log10(max(signal - share * (signal + noise), 0) / noise)
    }

    /// Spectra in the coordinates in which vertices are looked for.
    private struct Projection {
        /// The points, pixels x p.
        var points: Matrix<Double>
        /// The coordinates along the principal directions, pixels x dimensions.
        let coordinates: Matrix<Double>
        /// The principal directions, dimensions x bands.
        let directions: Matrix<Double>
        /// What the coordinates are measured from.
        let origin: [Double]

        /// The spectrum of a pixel after projection, one number a band.
        func spectrum(_ pixel: Int) -> [Double] {
            var spectrum = origin
            for index in 0..<directions.rows {
                for band in spectrum.indices { spectrum[band] += coordinates[pixel, index] * directions[index, band] }
            }
            return spectrum
        }
    }

    private func projective(_ spectra: Matrix<Float>, _ statistics: SpectralStatistics) throws(UnsuitableSpectra)
        -> Projection
    {
        let directions = try principalDirections(of: statistics.secondMoments(), count: count).vectors
        let origin = [Double](repeating: 0, count: spectra.columns)
        let coordinates = coordinates(of: spectra, along: directions, from: origin)
        let mean = (0..<count).map { dot(Array(directions.row($0)), statistics.mean) }
        var points = coordinates
        for pixel in 0..<points.rows {
            var length = 0.0
            for index in 0..<count { length += coordinates[pixel, index] * mean[index] }
            for index in 0..<count { points[pixel, index] = length > 0 ? coordinates[pixel, index] / length : 0 }
        }
        return Projection(points: points, coordinates: coordinates, directions: directions, origin: origin)
    }

    private func affine(_ spectra: Matrix<Float>, _ statistics: SpectralStatistics, _ centred: PrincipalDirections)
        -> Projection
    {
        let directions = centred.vectors.selectingRows(0..<count - 1)
        let coordinates = coordinates(of: spectra, along: directions, from: statistics.mean)
        let longest = (0..<spectra.rows).reduce(0) { longest, pixel in
            max(longest, coordinates.row(pixel).reduce(0) { $0 + $1 * $1 })
        }
        var points: [Double] = []
        points.reserveCapacity(spectra.rows * count)
        for pixel in 0..<spectra.rows {
            points += coordinates.row(pixel)
            points.append(longest.squareRoot())
        }
        return Projection(
            points: Matrix(rows: spectra.rows, columns: count, elements: points), coordinates: coordinates,
            directions: directions, origin: statistics.mean)
    }

    private func coordinates(of spectra: Matrix<Float>, along directions: Matrix<Double>, from origin: [Double])
        -> Matrix<Double>
    {
        var coordinates = Matrix(rows: spectra.rows, columns: directions.rows, repeating: 0.0)
        for index in 0..<directions.rows {
            let direction = Array(directions.row(index))
            let start = dot(direction, origin)
            for pixel in 0..<spectra.rows { coordinates[pixel, index] = dot(direction, spectra, row: pixel) - start }
        }
        return coordinates
    }

    private func vertices(of points: Matrix<Double>, stream: inout RandomStream) throws(UnsuitableSpectra) -> [Int] {
        var pixels: [Int] = []
        // Orthonormal vectors that span the vertices; before there is one, the last axis.
        var spanned = [(0..<count).map { $0 == count - 1 ? 1.0 : 0 }]
        let scale = points.elements.reduce(0) { max($0, abs($1)) }
        for index in 0..<count {
            let random = (0..<count).map { _ in stream.normal() }
            // In one dimension nothing is orthogonal to the axis, and it is the direction itself.
            guard let direction = count == 1 ? [1] : unitVector(random, orthogonalTo: spanned) else {
                throw .tooFew(found: index, wanted: count)
            }
            var (best, reach) = (0, -1.0)
            for pixel in 0..<points.rows {
                var along = 0.0
                for axis in 0..<count { along += direction[axis] * points[pixel, axis] }
                if abs(along) > reach { (best, reach) = (pixel, abs(along)) }
            }
            // Below the rounding of single-precision spectra nothing is told apart.
            guard reach > 1e-7 * scale else { throw .tooFew(found: index, wanted: count) }
            pixels.append(best)
            if index == 0 { spanned = [] }
            guard let vertex = unitVector(Array(points.row(best)), orthogonalTo: spanned) else {
                throw .tooFew(found: index, wanted: count)
            }
            spanned.append(vertex)
        }
        return pixels
    }
}
