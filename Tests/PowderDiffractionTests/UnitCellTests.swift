import PowderDiffraction
import Testing

struct UnitCellTests {
    @Test func rectangularCellHasTheVolumeOfABox() throws {
        let cell = try #require(UnitCell(a: 2, b: 3, c: 5))
        #expect(cell.volume == 30)
        #expect(abs(cell.reciprocalMetric.squaredLength(Miller(1, 2, 3)) - (1.0 / 4 + 4.0 / 9 + 9.0 / 25)) < 1e-15)
    }

    @Test func impossibleAnglesGiveNoCell() {
        #expect(UnitCell(a: 1, b: 1, c: 1, alpha: 120, beta: 120, gamma: 120) == nil)
        #expect(UnitCell(a: 1, b: 1, c: .nan) == nil)
        #expect(UnitCell(a: 0, b: 1, c: 1) == nil)
    }

    /// d(104) of calcite by hand: 1/d² = 4/3 (h² + hk + k²)/a² + l²/c².
    @Test func hexagonalSpacingIsThatOfTheTextbook() throws {
        let cell = try #require(UnitCell(a: 4.988, b: 4.988, c: 17.061, gamma: 120))
        let expected = 4.0 / 3 / (4.988 * 4.988) + 16 / (17.061 * 17.061)
        #expect(abs(cell.reciprocalMetric.squaredLength(Miller(1, 0, 4)) - expected) < 1e-14)
    }

    @Test func triclinicTensorTimesItsInverseIsOne() throws {
        let metric = try #require(UnitCell(a: 5, b: 6, c: 7, alpha: 80, beta: 95, gamma: 110)).metric
        let inverse = metric.inverse
        let back = inverse.inverse
        let pairs = [(back.xx, metric.xx), (back.yz, metric.yz), (back.xz, metric.xz), (back.xy, metric.xy)]
        for (value, expected) in pairs {
            #expect(abs(value - expected) < 1e-10)
        }
        #expect(abs(metric.determinant * inverse.determinant - 1) < 1e-12)
    }
}
