/// Points in k clusters, by k-means.
///
/// With the centre c(i) of the cluster of point xᵢ it lowers Σᵢ ‖xᵢ - c(i)‖²: every point goes to the nearest centre, every
/// centre to the mean of its points, until no point changes its cluster. That is a minimum, but not always the least one. The
/// first centres are points, each drawn with a probability in proportion to its squared distance from the nearest of those
/// drawn before (k-means++).
///
/// Sources: S. P. Lloyd, *Least squares quantization in PCM*, IEEE Transactions on Information Theory 28, 1982; D. Arthur and
/// S. Vassilvitskii, *k-means++: The Advantages of Careful Seeding*, SODA 2007.
public struct KMeans: Sendable, Equatable {
    /// The centres, clusters x coordinates: as many as were wanted, or as there are different points.
    public let centres: Matrix<Double>
    /// The cluster of each point.
    public let clusters: [Int]

    /// How often centres are moved at most.
    private static let roundLimit = 100

    /// Finds clusters.
    ///
    /// - Parameters:
    ///   - points: The points, points x coordinates, one or more, all finite.
    ///   - count: The number k of clusters, one or more.
    ///   - stream: Where the first centres are drawn from.
    public init(_ points: Matrix<Double>, count: Int, stream: inout RandomStream) {
        precondition(points.rows > 0 && count > 0, "\(count) clusters of \(points.rows) points")
        var centres = Self.firstCentres(points, count: count, stream: &stream)
        var clusters = Self.nearest(of: centres, to: points)
        for _ in 0..<Self.roundLimit {
            Self.move(&centres, to: points, clusters)
            let moved = Self.nearest(of: centres, to: points)
            guard moved != clusters else { break }
            clusters = moved
        }
        self.centres = centres
        self.clusters = clusters
    }

    private static func firstCentres(
        _ points: Matrix<Double>, count: Int, stream: inout RandomStream
    ) -> Matrix<Double> {
        var chosen = [stream.integer(below: points.rows)]
        var distances = (0..<points.rows).map { squaredDistance(points.row($0), points.row(chosen[0])) }
        while chosen.count < count {
            let total = distances.reduce(0, +)
            guard total > 0 else { break }
            var rest = stream.uniform() * total
            // Rounding may leave a rest behind the last point; then it is the last one that is at a distance.
            var next = distances.lastIndex { $0 > 0 } ?? 0
            for (index, distance) in distances.enumerated() {
                rest -= distance
                if rest < 0 {
                    next = index
                    break
                }
            }
            chosen.append(next)
            for index in distances.indices {
                distances[index] = min(distances[index], squaredDistance(points.row(index), points.row(next)))
            }
        }
        return points.selectingRows(chosen)
    }

    /// The nearest centre of each point; of several, the first.
    private static func nearest(of centres: Matrix<Double>, to points: Matrix<Double>) -> [Int] {
        (0..<points.rows).map { point in
            var (nearest, least) = (0, Double.infinity)
            for centre in 0..<centres.rows {
                let distance = squaredDistance(points.row(point), centres.row(centre))
                if distance < least { (nearest, least) = (centre, distance) }
            }
            return nearest
        }
    }

    /// Moves each centre to the mean of its points; one without points stays.
    private static func move(_ centres: inout Matrix<Double>, to points: Matrix<Double>, _ clusters: [Int]) {
        var sums = Matrix(rows: centres.rows, columns: centres.columns, repeating: 0.0)
        var counts = [Double](repeating: 0, count: centres.rows)
        for (point, cluster) in clusters.enumerated() {
            counts[cluster] += 1
            for column in 0..<points.columns { sums[cluster, column] += points[point, column] }
        }
        for cluster in counts.indices where counts[cluster] > 0 {
            for column in 0..<points.columns { centres[cluster, column] = sums[cluster, column] / counts[cluster] }
        }
    }

    private static func squaredDistance(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
        var sum = 0.0
        for (x, y) in zip(a, b) { sum += (x - y) * (x - y) }
        return sum
    }
}
