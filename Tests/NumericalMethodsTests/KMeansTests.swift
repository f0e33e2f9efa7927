import NumericalMethods
import Testing

@Suite("k-means") struct KMeansTests {
    private static func stream(_ base: UInt64) -> RandomStream { Seed(experiment: "clusters", base: base).stream() }

    private static func squaredDistance(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
        zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }

    @Test("gives each point the nearest centre, and each centre the mean of its points", arguments: 0..<20)
    func conditions(base: UInt64) {
        var stream = Self.stream(base)
        let points = Matrix(rows: 60, columns: 3, elements: (0..<180).map { _ in stream.normal() })
        let found = KMeans(points, count: 5, stream: &stream)
        #expect(found.centres.rows == 5 && found.clusters.count == 60)
        for point in 0..<60 {
            let distances = (0..<5).map { Self.squaredDistance(points.row(point), found.centres.row($0)) }
            #expect(distances[found.clusters[point]] <= distances.min() ?? -1)
        }
        for cluster in 0..<5 {
            let members = (0..<60).filter { found.clusters[$0] == cluster }
            for column in 0..<3 {
                let mean = members.reduce(0) { $0 + points[$1, column] } / Double(members.count)
                #expect(abs(found.centres[cluster, column] - mean) <= 1e-12)
            }
        }
    }

    @Test("finds groups that lie apart, with whatever seed", arguments: 0..<20)
    func groups(base: UInt64) {
        var stream = Self.stream(base)
        let places = [[0.0, 0], [100, 0], [0, 100]]
        let points = Matrix(
            rows: 30, columns: 2,
            elements: (0..<30).flatMap { point in places[point % 3].map { $0 + stream.uniform() } })
        let found = KMeans(points, count: 3, stream: &stream)
        #expect(Set(found.clusters[..<3]).count == 3)
        #expect((0..<30).allSatisfy { found.clusters[$0] == found.clusters[$0 % 3] })
    }

    @Test("has no more centres than there are different points")
    func repeated() {
        var stream = Self.stream(1)
        let points = Matrix(rows: 6, columns: 1, elements: [1.0, 2, 1, 2, 1, 1])
        let found = KMeans(points, count: 4, stream: &stream)
        #expect(found.centres.elements.sorted() == [1, 2])
        #expect(found.clusters.map { found.centres[$0, 0] } == points.elements)
    }
}
