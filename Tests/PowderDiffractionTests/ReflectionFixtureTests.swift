import Foundation
import PowderDiffraction
import Testing

/// The lines of the four phases by other programs, recomputed atom by atom.
struct ReflectionFixtureTests {
    struct Line {
        let phase: String
        let plane: Miller
        let multiplicity: Int
        let spacing: Double
        let angle: Double
        let squaredWithoutDispersion: Double
        let squared: Double
    }

    static func lines() throws -> [Line] {
        try String(contentsOfFile: fixture("reflections.csv"), encoding: .utf8).split(separator: "\n").dropFirst(2).map
        {
            let fields = $0.split(separator: ",")
            let numbers = try fields.dropFirst().map { try #require(Double($0)) }
            return Line(
                phase: String(fields[0]), plane: Miller(Int(numbers[0]), Int(numbers[1]), Int(numbers[2])),
                multiplicity: Int(numbers[3]), spacing: numbers[4], angle: numbers[5],
                squaredWithoutDispersion: numbers[6], squared: numbers[7])
        }
    }

    @Test func spacingsAreThoseOfPymatgen() throws {
        let lines = try Self.lines()
        #expect(lines.count == 865)
        for line in lines {
            let cell = try #require(CrystalStructure.builtIn(named: line.phase)).cell
            let spacing = 1 / cell.reciprocalMetric.squaredLength(line.plane).squareRoot()
            #expect(abs(spacing - line.spacing) < 1e-8, "\(line)")
            let angle = 2 * asin(XRayTube.copper.kAlpha1 / (2 * spacing)) * 180 / .pi
            #expect(abs(angle - line.angle) < 1e-6, "\(line)")
        }
    }

    @Test func equivalentPlanesAreThoseOfGemmi() throws {
        for line in try Self.lines() {
            let group = try #require(CrystalStructure.builtIn(named: line.phase)).spaceGroup
            let planes = Set(group.operations.map { $0.apply(to: line.plane) })
            #expect(planes.union(planes.map(\.opposite)).count == line.multiplicity, "\(line)")
        }
    }

    /// Dans_Diffraction and rietx sum over the same atoms with the same tables, so that only rounding to 7 digits is left.
    @Test func structureFactorsAreThoseOfOtherPrograms() throws {
        for line in try Self.lines() {
            let structure = try #require(CrystalStructure.builtIn(named: line.phase))
            #expect(
                abs(try squared(structure, line, tube: nil) - line.squaredWithoutDispersion)
                    <= 1e-6 * line.squaredWithoutDispersion + 1e-3, "\(line)")
            #expect(
                abs(try squared(structure, line, tube: .copper) - line.squared) <= 1e-6 * line.squared + 1e-3, "\(line)"
            )
        }
    }

    /// |F|² by its definition; all four phases have a centre of symmetry, so that it is the same for h and -h.
    private func squared(_ structure: CrystalStructure, _ line: Line, tube: XRayTube?) throws -> Double {
        let s = 1 / (2 * line.spacing)
        let plane = SIMD3(Double(line.plane.h), Double(line.plane.k), Double(line.plane.l))
        var real = 0.0
        var imaginary = 0.0
        for site in structure.sites {
            let factor = try #require(FormFactor.named(site.scatterer))
            let dispersion = try tube.map { try #require($0.dispersion(of: site.element)) } ?? (0, 0)
            let damping = site.occupancy * exp(-site.displacement * s * s)
            let f1 = (factor.f0(s: s) + dispersion.0) * damping
            let f2 = dispersion.1 * damping
            for place in site.equivalents {
                let phase = 2 * Double.pi * (plane * place).sum()
                real += f1 * cos(phase) - f2 * sin(phase)
                imaginary += f1 * sin(phase) + f2 * cos(phase)
            }
        }
        return real * real + imaginary * imaginary
    }
}
