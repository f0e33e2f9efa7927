import PowderDiffraction
import Testing

struct BuiltInStructureTests {
    @Test func thereAreTheFourPhasesAndQuartz() {
        #expect(CrystalStructure.builtIn.map(\.name) == ["calcite", "gibbsite", "dolomite", "hematite", "quartz"])
        #expect(CrystalStructure.builtIn(named: "anatase") == nil)
    }

    /// Multiplicities by hand from the Wyckoff positions: 6b, 6a, 18e of R -3 c and so on.
    @Test(arguments: [
        ("calcite", [6, 6, 18], 6), ("gibbsite", [Int](repeating: 4, count: 14), 8), ("dolomite", [3, 3, 6, 18], 3),
        ("hematite", [12, 18], 6),
    ])
    func sitesHaveTheirMultiplicities(name: String, multiplicities: [Int], units: Int) throws {
        let structure = try #require(CrystalStructure.builtIn(named: name))
        #expect(structure.sites.map(\.equivalents.count) == multiplicities)
        #expect(structure.unitsPerCell == units)
        for site in structure.sites {
            #expect(site.equivalents.first == site.position)
        }
    }
}
