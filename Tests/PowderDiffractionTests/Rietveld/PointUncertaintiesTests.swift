import ScientificFormats
import Testing

@testable import PowderDiffraction

@Suite struct PointUncertaintiesTests {
    private static let angles = (0..<100).map { 10 + 0.1 * Double($0) }
    private static let counts = (0..<100).map { Double(($0 * 7) % 23) }

    private func uncertainties(_ intensities: [Double], _ given: [Double]?) -> PointUncertainties {
        PointUncertainties(
            PowderScan(twoTheta: Self.angles, intensities: intensities, uncertainties: given), points: Array(0..<100))
    }

    @Test(arguments: [1, 1e-3, 0.04, 1e3])
    func noCountsHaveTheUncertaintyOfOneInWhateverUnit(unit: Double) {
        let found = uncertainties(Self.counts.map { unit * $0 }, Self.counts.map { unit * $0.squareRoot() })
        #expect(zip(found.values, Self.counts).allSatisfy { abs($0 / unit - max($1, 1).squareRoot()) < 1e-9 })
        let zeros = Self.counts.count { $0 == 0 }
        #expect(zeros > 3 && found.replaced == zeros && found.leftOut == 0)
        #expect(
            found.remark
                == "of the points with an uncertainty of zero, \(zeros) of no counts got the uncertainty of one")
    }

    @Test func otherPointsWithoutAnUncertaintyAreLeftOut() throws {
        var given = Self.counts.map { 2 + $0.squareRoot() }
        given[10] = 0
        given[11] = 1e-12
        let found = uncertainties(Self.counts, given)
        #expect(found.values[10] == 0 && found.values[11] == 0 && found.values[12] == given[12])
        #expect(found.leftOut == 2 && found.replaced == 0)
        #expect(found.remark == "of the points with an uncertainty of zero, 2 were left out")
        let pattern = try #require(
            ObservedPattern(
                PowderScan(twoTheta: Self.angles, intensities: Self.counts, uncertainties: given), range: 10...80))
        #expect(pattern.twoTheta.count == 98 && pattern.weights.allSatisfy { $0 <= 0.25 })
        // A stray zero among the uncertainties of counts is no point without counts.
        var counted = Self.counts.map { max($0, 1).squareRoot() }
        counted[1] = 0
        #expect(uncertainties(Self.counts, counted).leftOut == 1)
    }

    @Test func withoutUncertaintiesTheyAreThoseOfCounts() {
        let found = uncertainties(Self.counts, nil)
        #expect(found.values == Self.counts.map { max($0, 1).squareRoot() } && found.remark == nil)
        let none = uncertainties(Self.counts, Self.counts.map { _ in 0 })
        #expect(none.leftOut == 100)
    }
}
