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
    let seed: UInt64

    private struct Grain {
        let place: SIMD3<Double>
        let fractions: [Double]
    }

    private static let voxelsPerGrain = 2500
    private static let pureShare = 0.6
    private static let borderWidth = 0.6
    private static let smallest = 0.01

    /// The weight fractions of all voxels, minerals of a voxel behind one another; voxels run along rows, then columns, then slices.
    func fractions() -> [Float] {
        let grains = grains()
        return (0..<edge).flatMap { slice in
            (0..<edge).flatMap { row in
                (0..<edge).flatMap { column in
                    mixture(at: SIMD3(Double(column), Double(row), Double(slice)) + 0.5, of: grains)
                }
            }
        }
    }

    private func grains() -> [Grain] {
        var stream = Seed(experiment: "phantom", base: seed).derived("grains", edge).stream()
        return (0..<max(8, edge * edge * edge / Self.voxelsPerGrain)).map { _ in
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

    private func mixture(at place: SIMD3<Double>, of grains: [Grain]) -> [Float] {
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
