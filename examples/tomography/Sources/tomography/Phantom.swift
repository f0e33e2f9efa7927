import Foundation
import NumericalMethods

/// A made-up cube of grains whose weight fractions are known in every voxel.
///
/// Grains are the cells of points at random: a voxel belongs to the nearest. Six of ten grains are one mineral, the others
/// mixtures of two to all minerals, equally likely over the simplex. Borders are soft, as the beam's width makes them: each
/// grain weighs exp(-(d - d₀)/b) in a voxel, with its distance d, that of the nearest d₀, and b = 0.6 voxels. What is below
/// 1 % is left out.
struct Phantom {
    /// The number of voxels along an edge.
    let edge: Int
    /// The number of minerals.
    let minerals: Int
    private let seed: Seed
    private let grains: [Grain]

    private struct Grain {
        let place: SIMD3<Double>
        let fractions: [Double]
    }

    private static let voxelsPerGrain = 2500
    private static let pureShare = 0.6
    private static let borderWidth = 0.6
    private static let smallest = 0.01

    /// Draws the grains.
    ///
    /// - Parameters:
    ///   - edge: The number of voxels along an edge.
    ///   - minerals: The number of minerals.
    ///   - number: Another number makes other grains.
    init(edge: Int, minerals: Int, seed number: UInt64) {
        self.edge = edge
        self.minerals = minerals
        seed = Seed(experiment: "phantom", base: number)
        var stream = seed.derived("grains", edge).stream()
        grains = (0..<max(8, edge * edge * edge / Self.voxelsPerGrain)).map { _ in
            let place = SIMD3(stream.uniform(), stream.uniform(), stream.uniform()) * Double(edge)
            let isPure = stream.uniform() < Self.pureShare
            var order = Array(0..<minerals)
            stream.shuffle(&order)
            let present = order.prefix(isPure ? 1 : 2 + stream.integer(below: minerals - 1))
            var fractions = [Double](repeating: 0, count: minerals)
            for (mineral, share) in zip(present, stream.dirichlet(present.map { _ in 1 })) {
                fractions[mineral] = share
            }
            return Grain(place: place, fractions: fractions)
        }
    }

    /// The number of voxels.
    var voxels: Int { edge * edge * edge }

    /// So many voxels at random, each as likely as any other.
    func sample(_ count: Int) -> [Int] {
        var stream = seed.derived("sample", count).stream()
        return (0..<count).map { _ in stream.integer(below: voxels) }
    }

    /// The weight fractions in a voxel; voxels run along rows, then columns, then slices.
    func fractions(in voxel: Int) -> [Float] {
        let place = SIMD3(Double(voxel % edge), Double(voxel / edge % edge), Double(voxel / (edge * edge))) + 0.5
        let distances = grains.map { (($0.place - place) * ($0.place - place)).sum().squareRoot() }
        let nearest = distances.min() ?? 0
        var sums = [Double](repeating: 0, count: minerals)
        for (grain, distance) in zip(grains, distances) where distance - nearest < 8 * Self.borderWidth {
            let weight = exp(-(distance - nearest) / Self.borderWidth)
            for mineral in 0..<minerals { sums[mineral] += weight * grain.fractions[mineral] }
        }
        let total = sums.reduce(0, +)
        let kept = sums.map { $0 < Self.smallest * total ? 0 : $0 }
        let sum = kept.reduce(0, +)
        return kept.map { Float($0 / sum) }
    }
}
