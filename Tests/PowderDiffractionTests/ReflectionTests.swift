import Foundation
import Testing

@testable import PowderDiffraction

/// Lists of reflections against other programs, and what symmetry leaves out of them.
@Suite struct ReflectionTests {
    @Test(arguments: ["calcite", "gibbsite", "dolomite", "hematite"])
    func reflectionsAreThoseOfOtherPrograms(phase: String) throws {
        let lines = try KnownReflection.all().filter { $0.phase == phase }
        let structure = try #require(CrystalStructure.builtIn(named: phase))
        let wavelength = XRayTube.copper.kAlpha1
        let list = ReflectionList(structure: structure, upTo: sin(60 * Double.pi / 180) / wavelength)
        let operations = structure.spaceGroup.operations
        #expect(list.reflections.count == lines.count)
        let squared = try StructureFactors(list: list, tube: .copper).squaredInOwnCell()
        let without = try StructureFactors(list: list, tube: nil).squaredInOwnCell()
        let strongest = lines.map { $0.squared }.max() ?? 0
        for line in lines {
            let images = Set(operations.flatMap { [$0.apply(to: line.plane), $0.apply(to: line.plane).opposite] })
            let index = try #require(
                list.reflections.firstIndex { images.contains($0.plane) }, "\(line.plane) is missing")
            let spacing = 1 / structure.cell.reciprocalMetric.squaredLength(list.reflections[index].plane).squareRoot()
            let twoTheta = 2 * asin(wavelength / (2 * spacing)) * 180 / .pi
            #expect(list.reflections[index].multiplicity == line.multiplicity, "\(line.plane)")
            #expect(abs(twoTheta - line.twoTheta) < 1e-4, "\(line.plane)")
            guard line.squared >= 0.01 * strongest else { continue }
            #expect(abs(squared[index] / line.squared - 1) < 0.01, "\(line.plane)")
            #expect(abs(without[index] / line.squaredWithoutDispersion - 1) < 0.01, "\(line.plane) without dispersion")
        }
    }

    /// 0 0 l of the glide plane c and of the rhombohedral lattice: only l = 6n is there.
    @Test func whatTheSymmetryExtinguishesIsLeftOut() throws {
        let calcite = try #require(CrystalStructure.builtIn(named: "calcite"))
        let planes = ReflectionList(structure: calcite, upTo: 0.6).reflections.map(\.plane)
        #expect(planes.filter { $0.h == 0 && $0.k == 0 }.map(\.l) == [6, 12, 18])
        #expect(planes.allSatisfy { ($0.k - $0.h + $0.l) % 3 == 0 || ($0.h - $0.k + $0.l) % 3 == 0 })
    }

    @Test func planesAreWrittenAsPeopleWriteThem() throws {
        let calcite = try #require(CrystalStructure.builtIn(named: "calcite"))
        let planes = ReflectionList(structure: calcite, upTo: 0.21).reflections.map(\.plane)
        #expect(planes.contains(Miller(1, 0, 4)) && planes.contains(Miller(1, 1, 0)))
    }
}
