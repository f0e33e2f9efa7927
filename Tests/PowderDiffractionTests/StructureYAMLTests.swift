import DeclarativeFiles
import PowderDiffraction
import Testing

struct StructureYAMLTests {
    static let calcite = """
        calcite:
          citation: Markgraf & Reeder 1985
          space_group: R -3 c
          cell: {a: 4.988, c: 17.061}
          formula: CaCO3
          units_per_cell: 6
          cleavage: [1, 0, 4]
          sites:
            - {element: Ca2+, x: 0, y: 0, z: 0, B: 0.95}
            - {element: C, x: 0, y: 0, z: 0.25, B: 0.90, occupancy: 1}
            - {element: O, label: Ox, x: 0.257, y: 0, z: 0.25, B: 0.94}
        """

    private func parse(_ text: String) throws -> CrystalStructure {
        try DeclarativeFile.parse(text: text, file: "x.yaml") { root in
            root.entries().first.flatMap { CrystalStructure.read($0.section, name: $0.name) }
        }
    }

    @Test func readsAStructure() throws {
        let structure = try parse(Self.calcite)
        #expect(structure.name == "calcite")
        #expect(structure.citation == "Markgraf & Reeder 1985")
        #expect(structure.cleavage == Miller(1, 0, 4))
        #expect(structure.sites.map(\.label) == ["Ca1", "C1", "Ox"])
        #expect(structure.sites.map(\.scatterer) == ["Ca2+", "C", "O"])
        #expect(structure.sites.map(\.equivalents.count) == [6, 6, 18])
    }

    /// What the symmetry fixes of a cell may be left out, and must be given where it fixes nothing.
    @Test(arguments: [
        ("F m -3 m", "a: 5", UnitCell(a: 5, b: 5, c: 5)), ("P 42/m n m", "a: 5, c: 3", UnitCell(a: 5, b: 5, c: 3)),
        ("R -3 c", "a: 5, c: 17", UnitCell(a: 5, b: 5, c: 17, gamma: 120)),
        ("R -3 c", "a: 6, alpha: 50", UnitCell(a: 6, b: 6, c: 6, alpha: 50, beta: 50, gamma: 50)),
        ("P n m a", "a: 5, b: 6, c: 7", UnitCell(a: 5, b: 6, c: 7)),
        ("P 21/n", "a: 5, b: 6, c: 7, beta: 99", UnitCell(a: 5, b: 6, c: 7, beta: 99)),
    ])
    func cellsAreFilledBySymmetry(symbol: String, cell: String, expected: UnitCell?) throws {
        let text = "x: {space_group: \(symbol), cell: {\(cell)}, sites: [{element: Ca, x: 0, y: 0, z: 0, B: 1}]}"
        #expect(try parse(text).cell == expected)
    }

    @Test(arguments: [
        ("R -3 c", "R -3 q", "3:16: 'R -3 q' is no known space group; give a Hermann–Mauguin symbol such as 'R -3 c'"),
        ("R -3 c", "P n m a", "4:9: missing key 'b' in 'calcite.cell'"),
        (
            "a: 4.988, c: 17.061", "a: 4.988, c: 17.061, gamma: 90",
            "3:16: the symmetry 'R -3 c' does not suit the cell a=4.988 b=4.988 c=17.061 α=90 β=90 γ=90"
        ),
        (
            "a: 4.988", "a: -4.988",
            "4:13: 'calcite.cell.a' must be a finite number above 0 and at most 1000, but is -4.988"
        ),
        ("CaCO3", "Kalk", "5:12: 'Kalk' is no formula such as CaMg(CO3)2"),
        (
            "CaCO3", "CaCO2",
            "5:12: the formula 'C Ca O2' and the sites differ: in a cell of 6 formula units they have 12 and 18 O"
        ),
        (
            "units_per_cell: 6", "units_per_cell: 5",
            "6:19: the cell is said to hold 5 formula units, but its sites come to 6"
        ),
        ("[1, 0, 4]", "[1, 0]", "7:13: 'cleavage' must be three indices such as [1, 0, 4]"),
        ("[1, 0, 4]", "[0, 0, 0]", "7:13: 'cleavage' must be three indices such as [1, 0, 4]"),
        (
            "element: Ca2+", "element: Ca9+",
            "9:17: 'Ca9+' is no element or ion such as Ca or Ca2+ whose form factor is known"
        ),
        (
            "x: 0.257", "x: 0.257, w: 1",
            "11:41: unknown key 'w' in 'calcite.sites[2]'; known: label, element, x, y, z, occupancy, B"
        ),
        (
            "Ca2+, x: 0,", "Ca2+, x: 0.0054,",
            "9:7: its images under 'R -3 c' are neither apart nor within 0.05 Å of each other"
        ),
        (
            "x: 0.257, y: 0, z: 0.25", "x: 0, y: 0, z: 0.25",
            "11:7: the sites 'C1', 'Ox' are at one place and together fill it more than once"
        ),
    ])
    func namesThePlaceOfWhatIsWrong(part: String, replacement: String, message: String) throws {
        try #require(Self.calcite.contains(part))
        let error = try #require(throws: InvalidDeclaration.self) {
            _ = try parse(Self.calcite.replacing(part, with: replacement))
        }
        #expect(error.description == "x.yaml:" + message)
    }

    @Test func readsTheFileOfTheFourPhases() throws {
        let structures = try CrystalStructure.read(yaml: fixture("structures.yaml"))
        #expect(structures.map { $0.unitsPerCell() } == [6, 8, 3, 6])
    }
}
