import Foundation
import TestSupport
import Testing

@testable import PowderDiffraction

@Suite struct CellFreedomTests {
    private func names(_ freedom: CellFreedom) -> [String] {
        freedom.groups.map { $0.members.map(\.rawValue).joined(separator: "=") }
    }

    /// As the International Tables have it.
    @Test(
        arguments: [
            ("P -1", (4.9, 5.7, 6.8, 83, 97, 104), ["a", "b", "c", "alpha", "beta", "gamma"]),
            // Right angles and equal lengths by chance tie nothing.
            ("P -1", (5, 5, 5, 90, 90, 90), ["a", "b", "c", "alpha", "beta", "gamma"]),
            ("P 1 21/n 1", (8.6, 5.1, 9.7, 90, 94, 90), ["a", "b", "c", "beta"]),
            ("P 1 1 21/b", (8.6, 9.7, 5.1, 90, 90, 94), ["a", "b", "c", "gamma"]),
            ("P n m a", (5, 5, 7, 90, 90, 90), ["a", "b", "c"]),
            ("P 42/m n m", (4.59, 4.59, 2.96, 90, 90, 90), ["a=b", "c"]),
            ("P 63/m m c", (3.2, 3.2, 5.2, 90, 90, 120), ["a=b", "c"]),
            ("R -3 c:H", (4.99, 4.99, 17.06, 90, 90, 120), ["a=b", "c"]),
            ("R -3 c:R", (6.37, 6.37, 6.37, 46.1, 46.1, 46.1), ["a=b=c", "alpha=beta=gamma"]),
            ("F m -3 m", (5.43, 5.43, 5.43, 90, 90, 90), ["a=b=c"]),
        ] as [(String, (Double, Double, Double, Double, Double, Double), [String])])
    func crystalSystemsLeaveFreeWhatTheTablesHave(
        symbol: String, cell: (Double, Double, Double, Double, Double, Double), expected: [String]
    ) throws {
        let structure = try madeUp(symbol, cell: cell)
        let freedom = CellFreedom(cell: structure.cell, spaceGroup: structure.spaceGroup)
        #expect(names(freedom) == expected)
        #expect(freedom.groups.allSatisfy { $0.leader == $0.members.first })
    }

    /// The metric tensors that the rotations leave alone are a space of dimension 1/|P| Σ ½ (χ(R)² + χ(R²)), with the
    /// character χ: the symmetric square of the representation by vectors.
    ///
    /// Each number that is free is one dimension of it.
    @Test func everySettingHasAsManyFreeNumbersAsInvariantMetricTensors() throws {
        for setting in SpaceGroupSetting.all {
            let group = SpaceGroup(
                symbol: setting.symbol, number: setting.number, operations: setting.operations())
            let rotations = Set(group.operations.map(\.rotation))
            let characters = rotations.reduce(0) { sum, rotation in
                let trace = (0..<3).reduce(0) { $0 + rotation[$1][$1] }
                let ofSquare = (0..<3).reduce(0) { sum, i in
                    sum + (0..<3).reduce(0) { $0 + rotation[i][$1] * rotation[$1][i] }
                }
                return sum + trace * trace + ofSquare
            }
            let dimension = characters / (2 * rotations.count)
            let cell = try #require(symmetric(rotations))
            let freedom = CellFreedom(cell: cell, spaceGroup: group)
            #expect(freedom.groups.count == dimension, "\(setting.fullSymbol) \(setting.choice)")
            // And a cell that was changed along a group still has the symmetry.
            for free in freedom.groups {
                let changed = try #require(cell.setting(free, to: cell[free.leader] * 1.01))
                #expect(abs(changed[free.leader] / cell[free.leader] - 1.01) < 1e-12)
                for rotation in rotations {
                    let image = transformed(changed.metric, by: rotation)
                    #expect(largestDifference(image, elements(changed.metric)) < 1e-9, "\(setting.fullSymbol)")
                }
            }
        }
    }

    @Test func derivativesOfMetricTensorsAreTheirDifferences() throws {
        for structure in try [triclinic(), madeUp("R -3 c:R", cell: (6.37, 6.37, 6.37, 46.1, 46.1, 46.1))]
            + builtIn(["gibbsite", "calcite"])
        {
            let freedom = CellFreedom(cell: structure.cell, spaceGroup: structure.spaceGroup)
            for group in freedom.groups {
                let value = structure.cell[group.leader]
                let step = 1e-4
                let above = try #require(structure.cell.setting(group, to: value + step)).metric
                let below = try #require(structure.cell.setting(group, to: value - step)).metric
                let differences = zip(elements(above), elements(below)).map { ($0 - $1) / (2 * step) }
                // The third derivatives of a²cosα and the like are of order 100, times step²/6; rounding is 1e-10.
                let slope = elements(structure.cell.metricSlope(along: group))
                #expect(largestDifference(slope, differences) < 1e-6, "\(structure.name) \(group.leader)")
            }
        }
    }

    private func elements(_ metric: MetricTensor) -> [Double] {
        [metric.xx, metric.yy, metric.zz, metric.yz, metric.xz, metric.xy]
    }

    /// Rᵀ G R.
    private func transformed(_ metric: MetricTensor, by rotation: [[Int]]) -> [Double] {
        let columns = (0..<3).map { column in
            SIMD3(Double(rotation[0][column]), Double(rotation[1][column]), Double(rotation[2][column]))
        }
        return [(0, 0), (1, 1), (2, 2), (1, 2), (0, 2), (0, 1)].map { metric.product(columns[$0], columns[$1]) }
    }

    /// A cell that rotations leave alone: the mean of an arbitrary one over them.
    private func symmetric(_ rotations: Set<[[Int]]>) -> UnitCell? {
        guard let start = UnitCell(a: 5.1, b: 6.7, c: 8.3, alpha: 81, beta: 97, gamma: 104)?.metric else { return nil }
        var mean = [Double](repeating: 0, count: 6)
        for rotation in rotations {
            for (index, value) in transformed(start, by: rotation).enumerated() {
                mean[index] += value / Double(rotations.count)
            }
        }
        let (a, b, c) = (mean[0].squareRoot(), mean[1].squareRoot(), mean[2].squareRoot())
        func degrees(_ cosine: Double) -> Double { acos(cosine) * 180 / .pi }
        return UnitCell(
            a: a, b: b, c: c, alpha: degrees(mean[3] / (b * c)), beta: degrees(mean[4] / (a * c)),
            gamma: degrees(mean[5] / (a * b)))
    }
}
