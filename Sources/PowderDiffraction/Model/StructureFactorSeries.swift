internal import Foundation

/// The squared structure factors of a phase in all cells that differ little from its own, as polynomials of s².
///
/// Of all that varies from sample to sample |F|² depends on s² alone, and in a narrow range smoothly: a polynomial of degree 8
/// takes the place of an exponential for every term of every form factor and every site. It interpolates at Chebyshev's nodes;
/// where lengths differ by a hundredth at most, it is exact to rounding.
struct StructureFactorSeries: Sendable {
    private let phase: PhaseModel
    /// How far s² lies from its value in the structure's own cell at most, as a fraction of that.
    private let reach: Double
    /// The coefficients of 1, t, t², … with t = (s²/s₀² - 1)/reach, reflections x coefficients.
    private let coefficients: [Double]
    /// 1/(s₀² reach) of each reflection.
    private let scales: [Double]

    private static let degree = 8

    /// The largest change of a length for which the polynomials are made.
    private static let largestStretch = 0.01

    /// Prepares the polynomials, or nothing where lengths vary too much.
    ///
    /// - Parameters:
    ///   - phase: The phase.
    ///   - stretch: By how much the lengths of its cells differ from its own at most, a fraction.
    init?(_ phase: PhaseModel, stretch: Double) {
        guard stretch <= Self.largestStretch else { return nil }
        self.phase = phase
        let reach = 1 / ((1 - stretch) * (1 - stretch)) - 1 + 1e-6
        self.reach = reach
        let metric = phase.structure.cell.reciprocalMetric
        let own = phase.list.reflections.map { metric.squaredLength($0.plane) / 4 }
        scales = own.map { 1 / ($0 * reach) }
        let order = Self.degree + 1
        let nodes = (0..<order).map { cos(.pi * (Double($0) + 0.5) / Double(order)) }
        let monomials = Self.monomials(nodes: nodes)
        coefficients = withUnsafeTemporaryAllocation(
            of: SIMD2<Double>.self, capacity: max(phase.factors.scratchCount, 1)
        ) { scratch -> [Double] in
            guard let amplitudes = scratch.baseAddress else { return [] }
            return own.enumerated().flatMap { index, squared -> [Double] in
                let values = nodes.map { node in
                    phase.factors.squared(
                        index, s: (squared * (1 + reach * node)).squareRoot(), isSloped: false, amplitudes: amplitudes
                    ).value
                }
                return (0..<order).map { power in
                    zip(monomials, values).reduce(0) { $0 + $1.0[power] * $1.1 }
                }
            }
        }
    }

    /// The coefficients of the polynomial that is one at a node and zero at the others, for each node.
    private static func monomials(nodes: [Double]) -> [[Double]] {
        nodes.map { node in
            var polynomial = [1.0]
            for other in nodes where other != node {
                // Times (t - other)/(node - other).
                let factor = 1 / (node - other)
                let (raised, kept) = ([0] + polynomial, polynomial + [0])
                polynomial = zip(raised, kept).map { ($0 - other * $1) * factor }
            }
            return polynomial
        }
    }

    /// The mean |F|² of the two sides of every reflection's planes in a cell, in electrons² a cell; their slopes are left out.
    func squared(in cell: UnitCell) -> [StructureFactors.Squared] {
        let metric = cell.reciprocalMetric
        let order = Self.degree + 1
        return coefficients.withUnsafeBufferPointer { coefficients in
            phase.list.reflections.indices.map { index in
                let squared = metric.squaredLength(phase.list.reflections[index].plane) / 4
                let t = squared * scales[index] - 1 / reach
                // Beyond the range, where a cell is far from rectangular.
                guard abs(t) <= 1 else { return exact(index, squared: squared) }
                let first = index &* order
                var value = coefficients[first &+ Self.degree]
                for power in stride(from: Self.degree - 1, through: 0, by: -1) {
                    value = coefficients[first &+ power].addingProduct(value, t)
                }
                return StructureFactors.Squared(value: max(value, 0), slope: 0)
            }
        }
    }

    private func exact(_ reflection: Int, squared: Double) -> StructureFactors.Squared {
        withUnsafeTemporaryAllocation(
            of: SIMD2<Double>.self, capacity: max(phase.factors.scratchCount, 1)
        ) { scratch in
            guard let amplitudes = scratch.baseAddress else { return StructureFactors.Squared(value: 0, slope: 0) }
            return phase.factors.squared(
                reflection, s: squared.squareRoot(), isSloped: false, amplitudes: amplitudes)
        }
    }
}
