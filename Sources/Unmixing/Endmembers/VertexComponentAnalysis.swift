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
    ///   - source: The spectra of the image, which are gone through three or four times, and where their coordinates take too
    ///     much memory, once more for each endmember.
    ///   - stream: Where the directions are drawn from: p² normal numbers.
    /// - Returns: The endmembers, and what was estimated on the way.
    /// - Throws: ``UnsuitableSpectra`` where there are fewer pixels or bands than endmembers, where a value is not finite, or
    ///   where the pixels span no simplex of so many vertices.
    public func endmembers(in source: some SpectrumSource, stream: inout RandomStream) throws -> Result {
        try UnsuitableSpectra.check(source, endmembers: count)
        let statistics = try SpectralStatistics(of: source)
        let centred = try principalDirections(of: statistics.covariance, count: count)
        let signalToNoise = signalToNoise(statistics, centred)
        let isProjective = signalToNoise > 15 + 10 * log10(Double(count))
        let points =
            isProjective
            ? try projective(source, statistics)
            : try affine(source, statistics, centred)
        let vertices = try vertices(of: points, stream: &stream)
        return Result(
            estimate: EndmemberEstimate(
                pixels: vertices.map(\.pixel),
                spectra: Matrix(
                    rows: count, columns: source.bands,
                    elements: vertices.flatMap { points.coordinates.spectrum(at: $0.coordinates) })),
            signalToNoise: signalToNoise, isProjective: isProjective)
    }

    private func signalToNoise(_ statistics: SpectralStatistics, _ centred: PrincipalDirections) -> Double {
        let mean = dot(statistics.mean, statistics.mean)
        let noise = centred.values.dropFirst(count).reduce(0) { $0 + max($1, 0) }
        let signal = centred.values.prefix(count).reduce(mean) { $0 + max($1, 0) }
        let share = Double(count) / Double(statistics.mean.count)
        return 10 * log10(max(signal - share * (signal + noise), 0) / noise)
    }

    /// The points among which vertices are looked for, p coordinates each.
    private struct Points {
        let coordinates: SpectrumCoordinates
        /// Turns the coordinates of a spectrum into those of its point, behind the points that are there.
        let append: (_ spectrum: ArraySlice<Double>, _ points: inout [Double]) -> Void

        /// Goes through all points.
        func forEachBlock(
            _ body: (_ points: [Double], _ coordinates: Matrix<Double>, _ first: Int) throws -> Void
        ) throws {
            try coordinates.forEachBlock { coordinates, first in
                var points: [Double] = []
                for pixel in 0..<coordinates.rows { append(coordinates.row(pixel), &points) }
                try body(points, coordinates, first)
            }
        }
    }

    private func projective(_ source: some SpectrumSource, _ statistics: SpectralStatistics) throws -> Points {
        let directions = try principalDirections(of: statistics.secondMoments(), count: count).vectors
        let mean = (0..<count).map { dot(Array(directions.row($0)), statistics.mean) }
        let coordinates = try SpectrumCoordinates(
            of: source, along: directions, from: [Double](repeating: 0, count: source.bands))
        return Points(coordinates: coordinates) { spectrum, points in
            let length = zip(spectrum, mean).reduce(0) { $0 + $1.0 * $1.1 }
            points += spectrum.map { length > 0 ? $0 / length : 0 }
        }
    }

    private func affine(
        _ source: some SpectrumSource, _ statistics: SpectralStatistics, _ centred: PrincipalDirections
    ) throws -> Points {
        let coordinates = try SpectrumCoordinates(
            of: source, along: centred.vectors.selectingRows(0..<count - 1), from: statistics.mean)
        var longest = 0.0
        try coordinates.forEachBlock { coordinates, _ in
            for pixel in 0..<coordinates.rows {
                longest = max(longest, coordinates.row(pixel).reduce(0) { $0 + $1 * $1 })
            }
        }
        let last = longest.squareRoot()
        return Points(coordinates: coordinates) { spectrum, points in
            points += spectrum
            points.append(last)
        }
    }

    /// A pixel, how far it reaches along a direction, its point, and the coordinates of its spectrum.
    private struct Vertex {
        var pixel = 0
        var reach = -1.0
        var point: [Double] = []
        var coordinates: [Double] = []
    }

    private func vertices(of points: Points, stream: inout RandomStream) throws -> [Vertex] {
        var vertices: [Vertex] = []
        // Orthonormal vectors that span the vertices; before there is one, the last axis.
        var spanned = [(0..<count).map { $0 == count - 1 ? 1.0 : 0 }]
        var scale = 0.0
        for index in 0..<count {
            let random = (0..<count).map { _ in stream.normal() }
            // In one dimension nothing is orthogonal to the axis, and it is the direction itself.
            guard let direction = count == 1 ? [1] : unitVector(random, orthogonalTo: spanned) else {
                throw UnsuitableSpectra.tooFew(found: index, wanted: count)
            }
            var best = Vertex()
            try points.forEachBlock { points, coordinates, first in
                if index == 0 { scale = points.reduce(scale) { max($0, abs($1)) } }
                var found = -1
                for pixel in 0..<coordinates.rows {
                    var along = 0.0
                    for axis in 0..<count { along += direction[axis] * points[pixel * count + axis] }
                    if abs(along) > best.reach { (found, best.reach) = (pixel, abs(along)) }
                }
                guard found >= 0 else { return }
                best.pixel = first + found
                best.point = Array(points[found * count..<(found + 1) * count])
                best.coordinates = Array(coordinates.row(found))
            }
            // Below the rounding of single-precision spectra nothing is told apart.
            guard best.reach > 1e-7 * scale else { throw UnsuitableSpectra.tooFew(found: index, wanted: count) }
            vertices.append(best)
            if index == 0 { spanned = [] }
            guard let vertex = unitVector(best.point, orthogonalTo: spanned) else {
                throw UnsuitableSpectra.tooFew(found: index, wanted: count)
            }
            spanned.append(vertex)
        }
        return vertices
    }
}
