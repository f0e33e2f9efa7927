import Foundation
import PowderDiffraction
import Testing

/// The lines of the four phases by other programs, recomputed atom by atom.
struct ReflectionFixtureTests {
    @Test func spacingsAreThoseOfPymatgen() throws {
        let lines = try KnownReflection.all()
        #expect(lines.count == 865)
        for line in lines {
            let cell = try #require(CrystalStructure.builtIn(named: line.phase)).cell
            let spacing = 1 / cell.reciprocalMetric.squaredLength(line.plane).squareRoot()
            #expect(abs(spacing - line.spacing) < 1e-8, "\(line)")
            let angle = 2 * asin(XRayTube.copper.kAlpha1 / (2 * spacing)) * 180 / .pi
            #expect(abs(angle - line.twoTheta) < 1e-6, "\(line)")
        }
    }

    @Test func equivalentPlanesAreThoseOfGemmi() throws {
        for line in try KnownReflection.all() {
            let group = try #require(CrystalStructure.builtIn(named: line.phase)).spaceGroup
            let planes = Set(group.operations.map { $0.apply(to: line.plane) })
            #expect(planes.union(planes.map(\.opposite)).count == line.multiplicity, "\(line)")
        }
    }

    /// Dans_Diffraction and rietx sum over the same atoms with the same tables, so that only rounding to 7 digits is left.
    @Test func structureFactorsAreThoseOfOtherPrograms() throws {
        for line in try KnownReflection.all() {
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
    private func squared(_ structure: CrystalStructure, _ line: KnownReflection, tube: XRayTube?) throws -> Double {
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
