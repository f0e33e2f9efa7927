import Foundation
import ScientificFormats
import TestSupport
import Testing

@testable import PowderDiffraction

@Suite struct MicroabsorptionTests {
    private struct Fixture: Decodable {
        struct Transmission: Decodable {
            let x: Double
            let value: Double
            let error: Double
        }
        let transmissions: [Transmission]
        let attenuations: [String: Double]
    }

    @Test func transmissionThroughSpheresIsThatOfDrawnPoints() throws {
        #expect(Microabsorption.transmission(0) == 1)
        let fixture: Fixture = try Fixtures.json("rietveld/absorption.json")
        #expect(fixture.transmissions.count == 9)
        for known in fixture.transmissions {
            let found = Microabsorption.transmission(known.x)
            #expect(abs(found / known.value - 1) < 2e-3 + 3 * known.error / known.value, "at \(known.x): \(found)")
        }
        // The mean path of a sphere is 3/4 of its radius on each way, whatever the angle.
        let slope = (Microabsorption.transmission(-1e-4) - Microabsorption.transmission(1e-4)) / 2e-4
        #expect(abs(slope - 1.5) < 2e-3)
    }

    /// The tables of Elam count scattering, which adds up to four percent for light elements, and differ from Chantler's by
    /// one or two.
    @Test(arguments: ["calcite", "gibbsite", "dolomite", "hematite", "quartz"])
    func attenuationIsThatOfTables(name: String) throws {
        let fixture: Fixture = try Fixtures.json("rietveld/absorption.json")
        let structure = try #require(CrystalStructure.builtIn(named: name))
        let known = try #require(fixture.attenuations[name])
        let ratio = structure.attenuation(of: .doublet(.copper)) / structure.density() / known
        #expect((0.94..<1.02).contains(ratio), "\(ratio)")
        if name == "calcite" { #expect((190..<205).contains(known * structure.density())) }
    }

    @Test func theMeanAttenuationIsThatOfTheCorrectedMasses() throws {
        let structures = try builtIn(fourPhases)
        let absorption = Microabsorption(diameter: 5, structures: structures, radiation: .doublet(.copper))
        let masses = [0.4, 0.2, 0.1, 0.3]
        let factors = absorption.factors(masses: masses)
        let volumes = structures.indices.map { masses[$0] / factors[$0] / structures[$0].density() }
        let attenuations = structures.map { $0.attenuation(of: .doublet(.copper)) }
        let mean = zip(volumes, attenuations).reduce(0) { $0 + $1.0 * $1.1 } / volumes.reduce(0, +)
        for index in structures.indices {
            // 2.5 µm, in centimetres.
            let x = (attenuations[index] - mean) * 2.5e-4
            #expect(abs(factors[index] - Microabsorption.transmission(x)) < 1e-9)
        }
        #expect(absorption.factors(masses: [0, 0, 0, 0]) == [1, 1, 1, 1])
        #expect(absorption.factors(masses: [0, 0, 0, 2]).last == 1)
    }

    /// Hematite absorbs five times as much as calcite, so that its lines are weaker than its mass has it.
    @Test func theCorrectionRaisesWhatAbsorbsMostAndLeavesTheFit() throws {
        let structures = try builtIn(["calcite", "hematite"])
        var sample = ExactSample(structures, fractions: [0.6, 0.4])
        sample.background = { _ in 0.01 }
        let angles = angles(count: 1500)
        let scan = PowderScan(twoTheta: angles, intensities: try sample.pattern(angles, counts: 1e5))
        func result(_ diameter: Double?) throws -> RefinementResult {
            var recipe = RefinementRecipe(stages: [[.sampleDisplacement], [.size]], intensityError: 0)
            recipe.particleDiameter = diameter
            return try RietveldRefinement(
                structures: structures, instrument: sample.state.instrument, recipe: recipe
            ).refine(scan, path: "x.xy")
        }
        let plain = try result(nil)
        let corrected = try result(2)
        #expect(plain.agreement == corrected.agreement)
        let factors = Microabsorption(diameter: 2, structures: structures, radiation: .doublet(.copper))
            .factors(masses: plain.phases.map(\.fraction))
        let masses = zip(plain.phases, factors).map { $0.fraction / $1 }
        #expect(abs(corrected.phases[1].fraction - masses[1] / (masses[0] + masses[1])) < 1e-9)
        #expect(corrected.phases[1].fraction > plain.phases[1].fraction + 0.01)
        #expect(abs(corrected.phases[0].fraction + corrected.phases[1].fraction - 1) < 1e-12)
        // Small particles need none.
        #expect(abs(try result(1e-6).phases[1].fraction - plain.phases[1].fraction) < 1e-6)
        #expect(try #require(corrected.phases[1].uncertainty) > 0)
    }
}
