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
        #expect(structure.unitsPerCell() == units)
        for site in structure.sites {
            #expect(site.equivalents.first == site.position)
        }
    }

    /// The files that ship say the same as the table they were written from.
    @Test func filesEqualTheTable() throws {
        let table = try CrystalStructure.read(yaml: fixture("structures.yaml"))
        #expect(table.map(\.name) == Array(CrystalStructure.builtIn.map(\.name).prefix(table.count)))
        for (expected, structure) in zip(table, CrystalStructure.builtIn) {
            #expect(structure.cell == expected.cell)
            #expect(structure.sites == expected.sites)
            #expect(structure.cleavage == expected.cleavage)
            #expect(structure.spaceGroup.number == expected.spaceGroup.number)
            #expect(structure.spaceGroup.operations == expected.spaceGroup.operations)
            #expect(structure.formula() == expected.formula())
        }
    }

    @Test func eachSaysWhereItIsFrom() {
        #expect(
            CrystalStructure.builtIn.map(\.citation) == [
                "Markgraf, S. A.; Reeder, R. J. (1985): American Mineralogist 70, 590–600",
                "Saalfeld, H.; Wedde, M. (1974): Zeitschrift fuer Kristallographie 139, 129–135",
                "Steinfink, H.; Sans, F. J. (1959): American Mineralogist 44, 679–682",
                "Blake, R. L.; Hessevick, R. E.; Zoltai, T.; Finger, L. W. (1966): American Mineralogist 51, 123–129",
                "Levien, L.; Prewitt, C. T.; Weidner, D. J. (1980): American Mineralogist 65, 920–930",
            ])
    }

    /// Molar masses and numbers of formula units as mineralogists have them.
    @Test(arguments: [
        ("calcite", "C Ca O3", 100.087), ("gibbsite", "Al H3 O3", 78.004), ("dolomite", "C2 Ca Mg O6", 184.401),
        ("hematite", "Fe2 O3", 159.688), ("quartz", "O2 Si", 60.083),
    ])
    func formulasAndMasses(name: String, formula: String, mass: Double) throws {
        let structure = try #require(CrystalStructure.builtIn(named: name))
        #expect(structure.formula().description == formula)
        #expect(abs(structure.molarMass() - mass) < 0.003)
    }
}
