import Foundation
import Testing

@testable import PowderDiffraction

struct BuiltInStructureTests {
    @Test func thereAreTheFourPhasesAndQuartzAndStandards() {
        #expect(
            CrystalStructure.builtIn.map(\.name) == [
                "calcite", "gibbsite", "dolomite", "hematite", "quartz", "corundum", "silicon",
            ])
        #expect(CrystalStructure.builtIn(named: "anatase") == nil)
    }

    /// Multiplicities by hand from the Wyckoff positions: 6b, 6a, 18e of R -3 c and so on.
    @Test(arguments: [
        ("calcite", [6, 6, 18], 6), ("gibbsite", [Int](repeating: 4, count: 14), 8), ("dolomite", [3, 3, 6, 18], 3),
        ("hematite", [12, 18], 6), ("corundum", [12, 18], 6), ("silicon", [8], 8),
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
                "Lutterotti, L.; Scardi, P. (1990): Journal of Applied Crystallography 23, 246–252",
                "Aldred, P. J. E.; Hart, M. (1973): Proceedings of the Royal Society of London A 332, 223–238",
            ])
    }

    /// Molar masses and numbers of formula units as mineralogists have them.
    @Test(arguments: [
        ("calcite", "C Ca O3", 100.087), ("gibbsite", "Al H3 O3", 78.004), ("dolomite", "C2 Ca Mg O6", 184.401),
        ("hematite", "Fe2 O3", 159.688), ("quartz", "O2 Si", 60.083),
        ("corundum", "Al2 O3", 101.961), ("silicon", "Si", 28.085),
    ])
    func formulasAndMasses(name: String, formula: String, mass: Double) throws {
        let structure = try #require(CrystalStructure.builtIn(named: name))
        #expect(structure.formula().description == formula)
        #expect(abs(structure.molarMass() - mass) < 0.003)
    }

    /// A line of a standard: its spacing in ångströms, and its area for a unit of mass.
    private func lines(of structure: CrystalStructure, upTo angle: Double) throws -> [(spacing: Double, area: Double)] {
        let instrument = Instrument(radiation: .kAlpha1(.copper))
        let model = try PhaseModel(structure: structure, radiation: instrument.radiation, upTo: angle)
        var lines: [Int: (spacing: Double, area: Double)] = [:]
        model.forEachLine(
            state: PhaseState(cell: structure.cell, width: SampleWidth(size: 100)), instrument: instrument,
            placement: SamplePlacement(), step: 0.02
        ) { line in
            let spacing = XRayTube.copper.kAlpha1 / 2 / sin(line.position * .pi / 360)
            lines[line.reflection] = (spacing, (lines[line.reflection]?.area ?? 0) + line.area)
        }
        return lines.values.sorted { $0.spacing > $1.spacing }
    }

    /// Densities of handbooks, in g/cm³; d, in ångströms, of all lines up to 70 degrees at Cu Kα1 that are above a fifth of
    /// the strongest: cards 46-1212 and 27-1402 of the Powder Diffraction File; and their intensities in percent of the
    /// strongest, by gemmi 0.7.5 from the same coordinates, with its form factors and the real part of its dispersion.
    @Test(arguments: [
        (
            "corundum", 3.984, [3.480, 2.551, 2.379, 2.085, 1.740, 1.601, 1.4046, 1.3738],
            [61.22, 97.88, 45.62, 98.28, 50.00, 100, 39.70, 61.34]
        ),
        ("silicon", 2.329, [3.1355, 1.9201, 1.6375], [100, 65.17, 38.04]),
    ])
    func standardsHaveTheLinesOfTheirCards(
        name: String, density: Double, spacings: [Double], percentages: [Double]
    ) throws {
        let structure = try #require(CrystalStructure.builtIn(named: name))
        #expect(abs(structure.density() - density) < 0.003 * density)
        let lines = try lines(of: structure, upTo: 70)
        let strongest = lines.map(\.area).max() ?? 0
        let strong = lines.filter { $0.area > 0.2 * strongest }
        #expect(strong.count == spacings.count, "\(strong)")
        for (found, expected) in zip(strong, spacings) {
            #expect(abs(found.spacing - expected) < 1e-3 * expected)
        }
        for (found, expected) in zip(strong, percentages) {
            #expect(abs(100 * found.area / strongest - expected) <= 0.01 * expected, "\(found)")
        }
    }

    /// I/Ic, the strongest line of silicon beside that of corundum in a mixture of equal masses, is 4.7 on card 27-1402.
    @Test func siliconIsAsStrongBesideCorundumAsMeasured() throws {
        let areas = try ["silicon", "corundum"].map { name in
            let structure = try #require(CrystalStructure.builtIn(named: name))
            return try #require(try lines(of: structure, upTo: 70).map(\.area).max())
        }
        #expect(abs(areas[0] / areas[1] / 4.7 - 1) < 0.05, "\(areas)")
    }
}
