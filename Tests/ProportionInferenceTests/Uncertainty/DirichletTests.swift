import Foundation
import NumericalMethods
import ProportionInference
import Testing

@Suite struct DirichletTests {
    @Test("Marginal intervals hold draws as often as they say")
    func marginals() {
        var stream = RandomStream(seed: 4)
        let concentrations = [2.0, 5, 1.5, 30]
        let intervals = (0..<4).map { DirichletMarginals.interval(of: $0, concentrations: concentrations, level: 0.9) }
        var held = [Int](repeating: 0, count: 4)
        for _ in 0..<4000 {
            let draw = stream.dirichlet(concentrations)
            for k in 0..<4 {
                let isHeld = intervals[k].contains(draw[k])
                held[k] += isHeld ? 1 : 0
                let level = DirichletMarginals.levelReaching(draw[k], of: k, concentrations: concentrations)
                #expect((level <= 0.9) == isHeld)
            }
        }
        for k in 0..<4 { #expect(abs(Double(held[k]) / 4000 - 0.9) <= 0.02, "class \(k): \(held[k]) of 4000") }
    }

    @Test("The extent of a region of highest density is that which a grid on the simplex finds")
    func extents() throws {
        let concentrations = [4.0, 9, 2.5]
        let score = -1.0
        let steps = 400
        var (lowest, highest) = ([1.0, 1, 1], [0.0, 0, 0])
        for i in 1..<steps {
            for j in 1..<(steps - i) {
                let point = [i, j, steps - i - j].map { Double($0) / Double(steps) }
                guard DirichletDensityRegion.score(targets: point, concentrations: concentrations) <= score else {
                    continue
                }
                for k in 0..<3 { (lowest[k], highest[k]) = (min(lowest[k], point[k]), max(highest[k], point[k])) }
            }
        }
        for k in 0..<3 {
            let extent = try #require(
                DirichletDensityRegion.extent(of: k, concentrations: concentrations, score: score))
            #expect(extent.lowerBound <= lowest[k] && lowest[k] - extent.lowerBound <= 2 / Double(steps))
            #expect(extent.upperBound >= highest[k] && extent.upperBound - highest[k] <= 2 / Double(steps))
        }
        #expect(DirichletDensityRegion.extent(of: 0, concentrations: concentrations, score: -50) == nil)
        // Dir(2, 2) has the density 6 y (1 - y).
        let density = DirichletDensityRegion.score(targets: [0.25, 0.75], concentrations: [2, 2])
        #expect(abs(density + log(6 * 0.25 * 0.75)) <= 1e-13)
    }

    @Test("Methods that are alike seldom differ by more than chance, and a difference that is there is found")
    func comparison() {
        var stream = RandomStream(seed: 9)
        var alarms = 0
        func errors(_ shift: Double) -> Matrix<Double> {
            Matrix(rows: 5, columns: 200, elements: (0..<1000).map { _ in 0.1 + shift + 0.02 * stream.normal() })
        }
        for _ in 0..<200 {
            alarms += PairedComparison(errors(0), errors(0), blocks: 20).probability < 0.05 ? 1 : 0
        }
        #expect(alarms <= 20, "\(alarms) of 200")
        let found = PairedComparison(errors(0.01), errors(0), blocks: 20)
        #expect(found.probability < 0.01 && abs(found.difference - 0.01) <= 0.004)
        #expect(PairedComparison(errors(0), errors(0), blocks: 1).probability == 1)
    }

    @Test("Holm's correction is that worked by hand")
    func holm() {
        let corrected = PairedComparison.corrected([0.01, 0.04, 0.03, 0.005])
        for (found, wanted) in zip(corrected, [0.03, 0.06, 0.06, 0.02]) { #expect(abs(found - wanted) <= 1e-15) }
        #expect(PairedComparison.corrected([0.9, 0.8]) == [1, 1])
    }
}
