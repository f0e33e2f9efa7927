import Foundation
import NumericalMethods
import ScientificFormats
import Testing

@testable import PowderDiffraction

/// Each rule from the pattern on: a simulated sample of which one thing is otherwise than the refinement has it.
@Suite struct VerdictSampleTests {
    private static let angles = PowderDiffractionTests.angles(count: 2500)

    /// What is said of a sample of calcite and gibbsite with noise, beside what was found.
    private func result(
        _ phases: [CrystalStructure]? = nil, seed: UInt64 = 40, recipe: RefinementRecipe = .standard,
        _ change: (inout ExactSample) throws -> Void = { _ in }
    ) throws -> RefinementResult {
        let structures = try builtIn(["calcite", "gibbsite"])
        var sample = ExactSample(structures, fractions: [0.5, 0.5])
        sample.background = { 0.01 + 0.1 / $0 }
        try change(&sample)
        var random = RandomStream(seed: seed)
        let counts = try sample.pattern(Self.angles, counts: 30_000).map { random.poisson(mean: $0) }
        return try RietveldRefinement(
            structures: phases ?? structures, instrument: Instrument(radiation: .doublet(.copper)), recipe: recipe
        ).refine(PowderScan(twoTheta: Self.angles, intensities: counts), path: "x.xy")
    }

    private func reasons(_ rule: String, of result: RefinementResult) -> [String] {
        result.verdict.reasons.filter { $0.rule == rule }.map(\.text)
    }

    @Test func theSampleAsTheRefinementHasItIsExplained() throws {
        let result = try result()
        #expect(result.verdict.grade == .explained, "\(result.verdict.reasons.map(\.text))")
    }

    /// The strongest line of calcite, at 29.4 degrees, is not there.
    @Test func aStrongLineThatIsNotObservedIsMissing() throws {
        let result = try result { sample in
            let model = try PhaseModel(
                structure: sample.structures[0], radiation: .doublet(.copper), upTo: sample.reach.angle,
                stretch: sample.reach.stretch)
            // By falling spacing: 0 1 2 at 23 degrees, then 1 0 4.
            sample.state.phases[0].graininess = model.list.reflections.indices.map { $0 == 1 ? 0.0 : 1 }
        }
        let found = reasons("missing-lines", of: result)
        #expect(found.count == 1 && found[0].hasPrefix("calcite has 1 of its "), "\(result.verdict.reasons)")
        #expect(found.first?.contains("at 29.4") ?? false)
        #expect(result.verdict.grade != .explained)
    }

    /// Atoms of calcite that shake more than its structure says, beside plates of gibbsite that lie flat.
    @Test func aPhaseThatScattersLessThanItsStructureIsDoubtful() throws {
        let result = try result {
            $0.state.phases[0].displacement = 2.8
            $0.state.phases[1].texture = 0.35
        }
        let found = reasons("scattering", of: result)
        #expect(found.first?.hasPrefix("calcite scatters ") ?? false, "\(result.verdict.reasons)")
        #expect(found.count == 1 && result.verdict.grade == .doubtful)
    }

    /// Plates that lie flatter than the bound of texture lets them, with weights of counts: otherwise what is left of the
    /// lines is taken for an error of the model, and the restraint keeps texture from its bound.
    @Test func aParameterThatABoundHoldsIsTold() throws {
        var recipe = RefinementRecipe.standard
        recipe.intensityError = 0
        let result = try result(recipe: recipe) { $0.state.phases[1].texture = 0.15 }
        #expect(
            reasons("bounds", of: result).contains("texture of gibbsite is at its bound, 0.3"),
            "\(result.verdict.reasons)")
        #expect(result.values.contains { $0.name == "texture" && $0.phase == "gibbsite" && $0.isAtBound })
    }

    /// A cell of calcite that is 1 % larger than published, five times the spread of 0.2 %.
    @Test func aCellFarFromThePublishedOneIsUnusual() throws {
        let result = try result {
            $0.state.phases[0].cell = $0.state.phases[0].cell.stretched(by: [1.01, 1.01, 1.01])
        }
        let found = reasons("unusual-parameters", of: result)
        #expect(found.contains { $0.hasPrefix("a of calcite came out as 5.0") }, "\(result.verdict.reasons)")
        #expect(
            found.allSatisfy { $0.hasSuffix(" spreads from what is expected") } && result.verdict.grade != .explained)
    }

    /// Two phases whose cells differ by so little that their lines are one.
    @Test func phasesThatThePatternHardlyTellsApartAreTold() throws {
        let phases = try [1, 1.0006].map { stretch in
            try madeUp("P -1", cell: (4.9 * stretch, 5.7 * stretch, 6.8 * stretch, 83, 97, 104))
        }
        let result = try result(phases, recipe: .fullPattern) { sample in
            sample = ExactSample(phases, fractions: [0.5, 0.5])
        }
        let found = reasons("correlations", of: result)
        #expect(
            found.contains { $0.hasPrefix("the scale of made-up and the scale of made-up are correlated by -0.9") },
            "\(result.verdict.reasons) \(result.fractions(2))")
    }

    /// Whatever was found, where no minimum was reached it is no result.
    @Test func aRefinementThatDidNotConvergeIsNotExplained() throws {
        let structures = try builtIn(["calcite"])
        let sample = ExactSample(structures, fractions: [1])
        let scan = PowderScan(
            twoTheta: Self.angles, intensities: try sample.pattern(Self.angles, counts: 1000))
        let pattern = try #require(ObservedPattern(scan, range: 10...80))
        let model = RefinementModel(
            phases: try structures.map { try PhaseModel(structure: $0, radiation: .doublet(.copper), upTo: 80) },
            parameters: RefinedParameter.parameters(of: .sampleDisplacement, structures: structures),
            start: sample.state, pattern: pattern, background: BackgroundBasis(polynomials: 3))
        let workspace = RefinementWorkspace(for: model)
        let point = model.point(at: model.parameters.map(\.restraint.expected), in: workspace)
        let summary = RefinementSummary(recipe: .standard, model: model, point: point, counted: 1, dropped: [:])
        let result = summary.result(isConverged: false, iterations: 7, in: workspace)
        #expect(result.verdict.grade == .notExplained)
        #expect(
            reasons("convergence", of: result) == ["did not converge in 7 steps: the numbers are where it stopped"])
    }
}
