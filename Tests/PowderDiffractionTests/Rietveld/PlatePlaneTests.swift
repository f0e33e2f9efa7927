import Foundation
import NumericalMethods
import ScientificFormats
import TestSupport
import Testing

@testable import PowderDiffraction

/// The plane that texture refers to where nobody has named one.
@Suite struct PlatePlaneTests {
    private func gypsum() throws -> CrystalStructure {
        try CrystalStructure.read(cif: fixture("cases/gypsum_wat.cif")).structure
    }

    /// Gypsum, brucite and a cell of mica's shape: plates by their cleavage in any book of minerals.
    @Test func platesAreFoundAndOthersAreNot() throws {
        #expect(try gypsum().likelyPlatePlane() == Miller(0, 1, 0))
        let brucite = """
            data_brucite _cell_length_a 3.142 _cell_length_b 3.142 _cell_length_c 4.766
            _cell_angle_alpha 90 _cell_angle_beta 90 _cell_angle_gamma 120 _symmetry_space_group_name_H-M 'P -3 m 1'
            loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z
            Mg1 0 0 0 O1 0.33333 0.66667 0.2203
            """
        let plates = try CrystalStructure.read(cifBytes: Array(brucite.utf8), path: "x.cif").structure
        #expect(plates.likelyPlatePlane() == Miller(0, 0, 1))
        // A centring extinguishes 0 0 1, and the plane is named without the factor of 2.
        let mica = try madeUp("C 1 2/c 1", cell: (5.19, 9.02, 20.1, 90, 95.8, 90))
        #expect(mica.likelyPlatePlane() == Miller(0, 0, 1))
        // Rhombohedra, prisms, and what has no plane that is by itself.
        for structure in try builtIn(["calcite", "dolomite", "hematite", "quartz"]) {
            #expect(structure.likelyPlatePlane() == nil, "\(structure.name)")
        }
        #expect(try CrystalStructure.read(cif: fixture("cases/magnetite.cif")).structure.likelyPlatePlane() == nil)
    }

    /// A parameter that is not needed costs little: on samples without texture, counted with noise, the fraction with it
    /// is the true one within its uncertainty, and hardly another than without.
    @Test(arguments: [UInt64(1), 2, 3])
    func untexturedSamplesAreNotHarmed(seed: UInt64) throws {
        let plain = try gypsum()
        let plane = try #require(plain.likelyPlatePlane())
        let sample = ExactSample(try builtIn(["calcite"]) + [plain], fractions: [0.6, 0.4])
        let angles = angles(count: 2500)
        var exact = sample
        exact.background = { _ in 0.02 }
        var stream = RandomStream(seed: seed)
        let counts = try exact.pattern(angles, counts: 10_000).map { stream.poisson(mean: $0) }
        let scan = PowderScan(twoTheta: angles, intensities: counts)
        func refine(_ structure: CrystalStructure) throws -> RefinementResult {
            try RietveldRefinement(
                structures: try builtIn(["calcite"]) + [structure], instrument: sample.state.instrument,
                recipe: .standard
            ).refine(scan, path: "x.xy")
        }
        let without = try refine(plain)
        let with = try refine(plain.lying(on: plane))
        #expect(with.isConverged)
        #expect(without.value("texture", of: plain.name) == nil)
        #expect(abs(try #require(with.value("texture", of: plain.name)).value - 1) < 0.02)
        let fraction = with.phases[1].fraction
        #expect(abs(fraction - 0.4) < 3 * (try #require(with.phases[1].uncertainty)))
        #expect(abs(fraction - without.phases[1].fraction) < 0.005)
    }

    /// Plates that lie are seen as such, where without a plane their fraction is wrong.
    @Test func texturedPlatesComeOutRight() throws {
        let plain = try gypsum()
        let textured = plain.lying(on: plain.likelyPlatePlane())
        var sample = ExactSample(try builtIn(["calcite"]) + [textured], fractions: [0.6, 0.4])
        sample.state.phases[1].texture = 0.6
        sample.background = { _ in 0.02 }
        let angles = angles(count: 2500)
        let scan = PowderScan(twoTheta: angles, intensities: try sample.pattern(angles, counts: 10_000))
        func fraction(_ structure: CrystalStructure) throws -> Double {
            try RietveldRefinement(
                structures: try builtIn(["calcite"]) + [structure], instrument: sample.state.instrument,
                recipe: .standard
            ).refine(scan, path: "x.xy").phases[1].fraction
        }
        #expect(abs(try fraction(textured) - 0.4) < 0.005)
        #expect(abs(try fraction(plain) - 0.4) > 0.03)
    }
}
