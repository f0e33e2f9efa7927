import Testing

@testable import PowderDiffraction

@Suite struct StructureFactorSeriesTests {
    /// In every cell of a simulation, against the sums over form factors and sites.
    @Test(arguments: ["calcite", "gibbsite", "dolomite", "hematite", "quartz"])
    func polynomialsAreTheStructureFactors(name: String) throws {
        let structure = try #require(CrystalStructure.builtIn(named: name))
        let phase = try PhaseModel(structure: structure, radiation: .doublet(.copper), upTo: 90)
        for stretch in [0.003, 0.01] {
            let series = try #require(StructureFactorSeries(phase, stretch: stretch))
            for signs in [[1.0, 1, 1], [-1, -1, -1], [1, -1, 0.5], [0, 0, 0]] {
                let cell = structure.cell.stretched(by: signs.map { 1 + stretch * $0 })
                let expected = phase.factors.squared(in: cell).map(\.value)
                let highest = expected.max() ?? 0
                for (found, expected) in zip(series.squared(in: cell), expected) {
                    #expect(abs(found.value - expected) <= 1e-12 * highest, "\(found.value) for \(expected)")
                }
            }
        }
    }

    @Test func cellsThatDifferMuchHaveNone() throws {
        let structure = try #require(CrystalStructure.builtIn(named: "calcite"))
        let phase = try PhaseModel(structure: structure, radiation: .doublet(.copper), upTo: 40)
        #expect(StructureFactorSeries(phase, stretch: 0.011) == nil)
        // And a cell beyond the range is computed as such.
        let series = try #require(StructureFactorSeries(phase, stretch: 0.001))
        let cell = structure.cell.stretched(by: [1.01, 1, 1.01])
        #expect(series.squared(in: cell).map(\.value) == phase.factors.squared(in: cell).map(\.value))
    }
}
