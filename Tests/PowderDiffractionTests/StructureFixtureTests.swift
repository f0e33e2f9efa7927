import Foundation
import PowderDiffraction
import Testing

/// Structures that write their symmetry in different ways, beside what gemmi and pymatgen find in them.
struct StructureFixtureTests {
    struct Expected: Decodable {
        let number: Int
        let operations: Int
        let atoms: Int
        let contents: [String: Double]
        let density: Double
        let volume: Double
    }

    private static func expected() throws -> [String: Expected] {
        let data = try Data(contentsOf: URL(filePath: fixture("structures/expected.json")))
        return try JSONDecoder().decode([String: Expected].self, from: data)
    }

    @Test func everyFileHasTheAtomsThatOtherProgramsFind() throws {
        let all = try Self.expected()
        #expect(all.count == 14)
        for (name, expected) in all.sorted(by: { $0.key < $1.key }) {
            let reading = try CrystalStructure.read(cif: fixture("structures/\(name).cif"))
            let structure = reading.structure
            #expect(structure.name == name)
            #expect(structure.spaceGroup.number == expected.number, "\(name)")
            #expect(structure.spaceGroup.operations.count == expected.operations, "\(name)")
            #expect(structure.sites.reduce(0) { $0 + $1.equivalents.count } == expected.atoms, "\(name)")
            let contents = Dictionary(
                uniqueKeysWithValues: structure.contents().parts.map { ($0.element.symbol, $0.count) })
            #expect(contents.keys.sorted() == expected.contents.keys.sorted(), "\(name)")
            for (symbol, count) in contents {
                #expect(abs(count - (expected.contents[symbol] ?? -1)) < 1e-6, "\(name): \(symbol)")
            }
            // Standard atomic weights are rounded to 5 digits in our table.
            #expect(abs(structure.density() - expected.density) <= 1e-4 * expected.density, "\(name)")
            #expect(abs(structure.cell.volume - expected.volume) <= 1e-4, "\(name)")
            #expect(reading.remarks.isEmpty, "\(name): \(reading.remarks)")
        }
    }

    /// The same crystal in two origins, two choices of axes, or with operations in place of a symbol has the same distances.
    @Test(arguments: [
        ("spinel-origin-1", "spinel-origin-2"), ("spinel-origin-2", "spinel-hall"),
        ("quartz-symbol", "quartz-operations"), ("diopside", "diopside-I2a"),
        ("baddeleyite-short", "baddeleyite-unique-axis-c"),
    ])
    func settingsOfOneCrystalHaveTheSameDistances(first: String, second: String) throws {
        let distances = try [first, second].map { name in
            shortDistances(in: try CrystalStructure.read(cif: fixture("structures/\(name).cif")).structure)
        }
        try #require(distances[0].count == distances[1].count)
        #expect(distances[0].count > 10)
        // Coordinates in the files are rounded to 6 digits where axes were changed, and 0.6667 was written for 2/3.
        for (one, other) in zip(distances[0], distances[1]) {
            #expect(abs(one - other) < 1e-3, "\(first), \(second)")
        }
    }

    /// All distances below 3 Å from the atoms of a cell, sorted.
    private func shortDistances(in structure: CrystalStructure) -> [Double] {
        let atoms = structure.sites.flatMap(\.equivalents)
        let metric = structure.cell.metric
        let shifts = (-2...2).flatMap { x in
            (-2...2).flatMap { y in (-2...2).map { SIMD3(Double(x), Double(y), Double($0)) } }
        }
        var distances: [Double] = []
        for first in atoms {
            for second in atoms {
                for shift in shifts {
                    let difference = second - first + shift
                    let distance = metric.product(difference, difference).squareRoot()
                    if distance > 0.1, distance < 3 { distances.append(distance) }
                }
            }
        }
        return distances.sorted()
    }
}
