import Foundation
import PowderDiffraction
import Testing

struct SymmetryTests {
    private let cubic = UnitCell(a: 8, b: 8, c: 8)
    private let hexagonal = UnitCell(a: 5, b: 5, c: 17, gamma: 120)
    private let rhombohedral = UnitCell(a: 6, b: 6, c: 6, alpha: 50, beta: 50, gamma: 50)
    private let monoclinic = UnitCell(a: 5, b: 6, c: 7, beta: 99)
    private let monoclinicC = UnitCell(a: 5, b: 6, c: 7, gamma: 99)
    private let orthorhombic = UnitCell(a: 5, b: 6, c: 7)
    private let tetragonal = UnitCell(a: 5, b: 5, c: 7)

    @Test(arguments: [
        ("x,y,z", "x,y,z"), ("-y, x-y, z+1/3", "-y,x-y,z+1/3"), ("1/2+x,y,-z", "x+1/2,y,-z"),
        ("X,Y+0.5,Z", "x,y+1/2,z"),
        ("-x+y , -x, .6667 + z", "-x+y,-x,z+2/3"), ("+x,-y-1/4,z-3/4", "x,-y+3/4,z+1/4"), ("y+x-y,y,z+7", "x,y,z"),
        ("x,y,z+0.123", "x,y,z+0.123"), ("1*x,y,z+1/8", "x,y,z+1/8"),
    ])
    func readsOperations(text: String, normal: String) throws {
        #expect(try SymmetryOperation(text).description == normal)
    }

    @Test(arguments: [
        ("", "'' is no symmetry operation such as 'x,y,z' or '-y,x-y,z+1/3'"),
        ("x,y", "'x,y' is no symmetry operation such as 'x,y,z' or '-y,x-y,z+1/3'"),
        ("x,y,z,1", "'x,y,z,1' is no symmetry operation such as 'x,y,z' or '-y,x-y,z+1/3'"),
        ("x,y,w", "'x,y,w' is no symmetry operation such as 'x,y,z' or '-y,x-y,z+1/3'"),
        ("x,y,z+1/0", "'x,y,z+1/0' is no symmetry operation such as 'x,y,z' or '-y,x-y,z+1/3'"),
        ("x,y,z+", "'x,y,z+' is no symmetry operation such as 'x,y,z' or '-y,x-y,z+1/3'"),
        ("x,y,z1", "'x,y,z1' is no symmetry operation such as 'x,y,z' or '-y,x-y,z+1/3'"),
        (
            "x,y,99999999999999999999z",
            "'x,y,99999999999999999999z' is no symmetry operation such as 'x,y,z' or '-y,x-y,z+1/3'"
        ),
        ("x,x,z", "'x,x,z' is no symmetry operation: its determinant is 0, not 1 or -1"),
        ("2x,y,z", "'2x,y,z' is no symmetry operation: its determinant is 2, not 1 or -1"),
    ])
    func refusesWhatIsNoOperation(text: String, message: String) {
        #expect(throws: SymmetryError(message)) { try SymmetryOperation(text) }
    }

    @Test(arguments: [
        ("R -3 c", 167, 36), ("R-3c", 167, 36), ("r_-3_c", 167, 36), ("R -3 c :H", 167, 36), ("R -3 c H", 167, 36),
        ("P 63/m m c", 194, 24), ("P6(3)/mmc", 194, 24), ("P6_3/mmc", 194, 24), ("P 3 m 1", 156, 6), ("P31m", 157, 6),
        ("P 32 2 1", 154, 6), ("P3_2 2 1", 154, 6), ("P 31 1 2", 151, 6),
    ])
    func findsHexagonalSymbols(symbol: String, number: Int, operations: Int) throws {
        let group = try SpaceGroup.named(symbol, cell: try #require(hexagonal))
        #expect(group.number == number)
        #expect(group.operations.count == operations)
        #expect(group.symbol == symbol)
    }

    @Test(arguments: [
        ("F d -3 m :1", 227, 192), ("Fd-3mS", 227, 192), ("Fd-3mZ", 227, 192), ("Fd3m:2", 227, 192),
        ("F m 3 m", 225, 192),
        ("I a -3 d", 230, 96), ("Ia3d", 230, 96), ("P n -3 :2", 201, 24), ("F m -3", 202, 96), ("R -3 m", 166, 12),
    ])
    func findsCubicSymbols(symbol: String, number: Int, operations: Int) throws {
        let group = try SpaceGroup.named(symbol, cell: try #require(cubic))
        #expect(group.number == number)
        #expect(group.operations.count == operations)
    }

    /// The cell decides what the symbol leaves open: axes of a rhombohedral lattice, and the unique axis.
    @Test func theCellDecidesBetweenSettings() throws {
        #expect(try SpaceGroup.named("R -3 c", cell: try #require(rhombohedral)).operations.count == 12)
        let twofold = { (symbol: String, cell: UnitCell?) in
            try SpaceGroup.named(symbol, cell: try #require(cell)).operations.map(\.description)
        }
        #expect(try twofold("P21/c", monoclinic).contains("-x,y+1/2,-z+1/2"))
        #expect(try twofold("P 21/n", monoclinic).contains("-x+1/2,y+1/2,-z+1/2"))
        #expect(try twofold("P 1 1 21/b", monoclinicC).contains("-x,-y+1/2,z+1/2"))
        #expect(try twofold("P21/b", monoclinicC).contains("-x,-y+1/2,z+1/2"))
        #expect(try twofold("I2/a", monoclinic).contains("-x+1/2,y,-z"))
        #expect(try twofold("B 2/b", monoclinicC).contains("-x,-y+1/2,z"))
        // b is the unique axis where the cell allows it.
        #expect(try twofold("P21/c", orthorhombic).contains("-x,y+1/2,-z+1/2"))
        #expect(try twofold("P 2", orthorhombic) == ["x,y,z", "-x,y,-z"])
        #expect(try twofold("P 2 :c", orthorhombic) == ["x,y,z", "-x,-y,z"])
        #expect(try twofold("Cmca", orthorhombic).count == 16)
        #expect(try twofold("P b n m", orthorhombic).contains("x+1/2,-y+1/2,-z"))
    }

    @Test(arguments: [
        ("P 21/q", "'P 21/q' is no known space group; give a Hermann–Mauguin symbol such as 'R -3 c'"),
        ("", "'' is no known space group; give a Hermann–Mauguin symbol such as 'R -3 c'"),
        ("F d -3 m", "'F d -3 m' leaves open which setting is meant; write 'F d -3 m :1' or 'F d -3 m :2'"),
        ("F m -3 m :2", "'F m -3 m :2': the space group has no setting ':2'; it has one setting only"),
        ("F d -3 m :3", "'F d -3 m :3': the space group has no setting ':3'; known: ':1', ':2'"),
        ("R -3 c :H", "the symmetry 'R -3 c :H' does not suit the cell a=8 b=8 c=8 α=90 β=90 γ=90"),
        ("P 6", "the symmetry 'P 6' does not suit the cell a=8 b=8 c=8 α=90 β=90 γ=90"),
    ])
    func refusesSymbols(symbol: String, message: String) throws {
        let cell = try #require(cubic)
        #expect(throws: SymmetryError(message)) { try SpaceGroup.named(symbol, cell: cell) }
    }
}
