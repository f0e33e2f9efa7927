import Foundation
import NumericalMethods
import Testing

@testable import PowderDiffraction

/// What samples and tubes do beside the model: each effect alone, against numbers computed elsewhere.
@Suite struct SampleEffectTests {
    /// A pattern of which nothing varies but what is given, as areas over steps of 0.02 degrees from 10 degrees on.
    private func pattern(
        of structures: [String], proportions: [Double], planeGraininess: Double = 0, diameter: Double? = nil,
        strayLines: StrayLines? = nil, surface: SimulatedSurface? = nil
    ) throws -> [Double] {
        let recipe = SimulationRecipe(
            phases: SimulatedPhases(
                texture: structures.map { _ in .fixed(1) }, planeGraininess: planeGraininess,
                particleDiameter: diameter.map { .fixed($0) }),
            instrument: SimulatedInstrument(
                radiation: .mean(.copper), gaussianWidth: .fixed(0.08), strayLines: strayLines, surface: surface),
            mixing: SimulatedMixing(phases: 1...1))
        let grid = try #require(AngleGrid(first: 10, step: 0.02, count: 4000))
        let simulator = try PatternSimulator(recipe: recipe, structures: try builtIn(structures), grid: grid)
        var stream = RandomStream(seed: 3)
        var found: [Double] = []
        simulator.simulate(proportions: proportions, from: &stream, painter: PatternPainter(grid: grid)) {
            found = Array($0)
        }
        return found
    }

    /// The highest value within 0.1 degrees of an angle.
    private func height(_ pattern: [Double], near angle: Double) -> Double {
        let middle = Int(((angle - 10) / 0.02).rounded())
        return pattern[middle - 5...middle + 5].max() ?? .nan
    }

    /// Half calcite, half hematite, in particles of 2 µm: τ is 1.0487 and 0.9130 by Gauss–Legendre quadrature with NumPy, with
    /// the attenuation coefficients of Elam's tables, which differ from ours by up to four percent.
    @Test func phasesThatAbsorbMoreLookLikeLess() throws {
        let plain = try pattern(of: ["calcite", "hematite"], proportions: [0.5, 0.5])
        let coarse = try pattern(of: ["calcite", "hematite"], proportions: [0.5, 0.5], diameter: 2)
        // 1 0 4 of both.
        #expect(abs(height(coarse, near: 29.42) / height(plain, near: 29.42) - 1.0487) < 0.004)
        #expect(abs(height(coarse, near: 33.18) / height(plain, near: 33.18) - 0.9130) < 0.004)
        // A phase without neighbours has nothing to differ from.
        let alone = try pattern(of: ["calcite", "hematite"], proportions: [0, 1], diameter: 2)
        #expect(alone == (try pattern(of: ["calcite", "hematite"], proportions: [0, 1])))
    }

    /// The formula, with mpmath.
    @Test(arguments: [(0.3, 0.2, 20.0, 0.840_533_41), (0.3, 0.2, 80, 0.972_677_29), (0.6, 0.5, 30, 0.637_408_15)])
    func roughSurfacesTakeFromSmallAngles(share: Double, depth: Double, angle: Double, factor: Double) {
        let state = state(SimulatedSurface(roughness: .fixed(share), depth: .fixed(depth), beamOverflow: .fixed(0)))
        #expect(abs(state.factor(sine: sine(angle)) - factor) < 1e-8)
        #expect(abs(state.factor(sine: 1) - 1) < 1e-15)
    }

    @Test func aBeamThatIsTooLongPassesByTheSample() throws {
        let surface = SimulatedSurface(roughness: .fixed(0), depth: .fixed(0), beamOverflow: .fixed(35))
        #expect(state(surface).factor(sine: sine(40)) == 1)
        let plain = try pattern(of: ["calcite"], proportions: [1])
        let cut = try pattern(of: ["calcite"], proportions: [1], surface: surface)
        // 0 1 2, 1 0 4 and 1 1 3: sin θ / sin 17.5° below 35 degrees, and nothing above.
        for (angle, factor) in [(23.08, 0.6653), (29.42, 0.8447), (39.45, 1)] {
            #expect(abs(height(cut, near: angle) / height(plain, near: angle) - factor) < 2e-3, "\(angle)")
        }
    }

    /// Places by Bragg's law, with d = 3.0351 Å of 1 0 4 of calcite and wavelengths of 1.39225 and 1.47642 Å.
    ///
    /// At smaller angles the Lorentz-polarization factor is larger: by 1.248 and 1.099.
    @Test(arguments: [(0.02, 0.0, 26.52, 1.248), (0, 0.02, 28.15, 1.099)])
    func aStrayLineCopiesTheStrongestLine(kBeta: Double, tungsten: Double, angle: Double, factor: Double) throws {
        let lines = StrayLines(kBeta: .fixed(kBeta), tungsten: .fixed(tungsten))
        let plain = try pattern(of: ["calcite"], proportions: [1])
        let stray = try pattern(of: ["calcite"], proportions: [1], strayLines: lines)
        func area(_ angle: Double, _ value: (_ point: Int) -> Double) -> Double {
            let middle = Int(((angle - 10) / 0.02).rounded())
            return (middle - 12...middle + 12).reduce(0) { $0 + value($1) }
        }
        let main = area(29.42) { stray[$0] }
        #expect(abs(main / area(29.42) { plain[$0] } - 1 / 1.02) < 1e-3)
        let excess = area(angle) { stray[$0] - plain[$0] / 1.02 }
        #expect(abs(excess / main / 0.02 - factor) < 0.02, "\(excess / main)")
    }

    @Test func parallelPlanesShareTheirGraininess() throws {
        let calcite = try #require(try builtIn(["calcite"]).first)
        let model = try PhaseModel(structure: calcite, radiation: .mean(.copper), upTo: 90)
        let families = PlaneFamilies(model.list)
        func family(_ h: Int, _ k: Int, _ l: Int) throws -> Int {
            families.indices[try #require(model.list.reflections.firstIndex { $0.plane == Miller(h, k, l) })]
        }
        #expect(try family(1, 0, 4) == family(2, 0, 8) && family(0, 1, 2) == family(0, 2, 4))
        #expect(try family(1, 0, 4) != family(0, 1, 2) && family(0, 1, 2) != family(1, 1, 0))
        #expect(Set(families.indices) == Set(0..<families.count) && families.count < families.indices.count)
        let plain = try pattern(of: ["calcite"], proportions: [1])
        let grainy = try pattern(of: ["calcite"], proportions: [1], planeGraininess: 0.3)
        func factor(_ angle: Double) -> Double { height(grainy, near: angle) / height(plain, near: angle) }
        // 0 1 2 and 0 2 4, and 1 1 3.
        #expect(abs(factor(23.08) / factor(47.17) - 1) < 0.02 && abs(factor(23.08) / factor(39.45) - 1) > 0.05)
    }

    private func state(_ surface: SimulatedSurface) -> SimulatedSurface.State {
        var stream = RandomStream(seed: 1)
        return surface.draw(from: &stream)
    }

    /// sin θ at an angle 2θ.
    private func sine(_ twoTheta: Double) -> Double { sin(twoTheta / 2 * .pi / 180) }
}
