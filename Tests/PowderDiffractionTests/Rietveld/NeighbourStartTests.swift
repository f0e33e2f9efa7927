import NumericalMethods
import ScientificFormats
import Testing

@testable import PowderDiffraction

/// Refinements that begin where that of a neighbour ended.
@Suite struct NeighbourStartTests {
    private static let angles = PowderDiffractionTests.angles(count: 2000)

    private let refinement: RietveldRefinement

    init() throws {
        refinement = try RietveldRefinement(
            structures: try builtIn(fourPhases), instrument: Instrument(radiation: .doublet(.copper)), recipe: .standard
        )
    }

    /// A pattern of a series with noise: what varies, varies with the place from 0 to 1.
    private func scan(_ fractions: [Double], place: Double, seed: UInt64) throws -> PowderScan {
        var sample = ExactSample(try builtIn(fourPhases), fractions: fractions)
        sample.state.placement.displacement = 0.05 * place
        for phase in sample.structures.indices {
            let cell = sample.structures[phase].cell
            sample.state.phases[phase].cell = cell.stretched(by: [1 + 0.001 * place, 1, 1 - 0.0015 * place])
            sample.state.phases[phase].width = SampleWidth(size: 100 + 50 * place, strain: 0.0005)
        }
        sample.background = { 0.01 + 0.1 / $0 }
        var random = RandomStream(seed: seed)
        let counts = try sample.pattern(Self.angles, counts: 50_000).map { random.poisson(mean: $0) }
        return PowderScan(twoTheta: Self.angles, intensities: counts)
    }

    private func refine(_ scan: PowderScan, after neighbour: RefinementResult? = nil) throws -> RefinementResult {
        try refinement.refine(scan, path: "x.xy", after: neighbour?.ending)
    }

    @Test("a neighbour saves steps, and fractions differ by less than 0.05 %")
    func neighbour() throws {
        let first = try refine(try scan([0.5, 0.25, 0.15, 0.1], place: 0, seed: 1))
        let next = try scan([0.46, 0.27, 0.16, 0.11], place: 0.2, seed: 2)
        let (own, begun) = (try refine(next), try refine(next, after: first))
        #expect(begun.beganAtNeighbour && !own.beganAtNeighbour)
        #expect(begun.isConverged && begun.iterations < own.iterations)
        for (own, begun) in zip(own.phases, begun.phases) {
            #expect(abs(own.fraction - begun.fraction) < 5e-4, "\(own.name): \(own.fraction) and \(begun.fraction)")
        }
    }

    /// Where other phases are there, the whole recipe is carried out, and gives what it always gives.
    @Test func otherPhasesAreRefinedByTheWholeRecipe() throws {
        let first = try refine(try scan([0.6, 0.4, 0, 0], place: 0, seed: 1))
        let other = try scan([0, 0.3, 0.4, 0.3], place: 1, seed: 3)
        let (own, begun) = (try refine(other), try refine(other, after: first))
        #expect(!begun.beganAtNeighbour)
        #expect(begun.phases.map(\.fraction) == own.phases.map(\.fraction))
        #expect(begun.values.map(\.value) == own.values.map(\.value))
    }

    /// From an ending with cells 1.2 % too large, either the right minimum is found or the whole recipe is carried out.
    @Test func aWrongBeginningLeadsToTheSameFractions() throws {
        let first = try refine(try scan([0.5, 0.25, 0.15, 0.1], place: 0, seed: 1))
        let ending = try #require(first.ending)
        let wrong = RefinementEnding(
            subject: ending.subject,
            values: Dictionary(
                uniqueKeysWithValues: ending.values.map { parameter, value in
                    (parameter, parameter.family == .cellLengths ? value * 1.012 : value)
                }), isPresent: ending.isPresent, held: ending.held, reducedChiSquared: ending.reducedChiSquared)
        let next = try scan([0.46, 0.27, 0.16, 0.11], place: 0.2, seed: 2)
        let (own, begun) = (try refine(next), try refinement.refine(next, path: "x.xy", after: wrong))
        for (own, begun) in zip(own.phases, begun.phases) { #expect(abs(own.fraction - begun.fraction) < 5e-4) }
    }

    @Test func anEndingOfAnotherRecipeIsNotUsed() throws {
        let scan = try scan([0.5, 0.25, 0.15, 0.1], place: 0, seed: 1)
        let constrained = try RietveldRefinement(
            structures: try builtIn(fourPhases), instrument: Instrument(radiation: .doublet(.copper)),
            recipe: .constrained
        ).refine(scan, path: "x.xy")
        #expect(try !refine(scan, after: constrained).beganAtNeighbour)
    }

    @Test("a fit counts as the neighbour's where phases, bounds and χ² are alike")
    func plausibility() throws {
        let ending = try #require(try refine(try scan([0.5, 0.25, 0.15, 0.1], place: 0, seed: 1)).ending)
        func other(
            isPresent: [Bool]? = nil, held: Set<RefinedParameter>? = nil, worse: Double = 1
        ) -> RefinementEnding {
            RefinementEnding(
                subject: ending.subject, values: ending.values, isPresent: isPresent ?? ending.isPresent,
                held: held ?? ending.held, reducedChiSquared: worse * ending.reducedChiSquared)
        }
        #expect(other().isPlausible(after: ending) && other(worse: 1.19).isPlausible(after: ending))
        #expect(!other(worse: 1.21).isPlausible(after: ending) && !other(worse: .nan).isPlausible(after: ending))
        #expect(!other(isPresent: [true, true, true, false]).isPlausible(after: ending))
        #expect(!other(held: Set(ending.values.keys)).isPlausible(after: ending))
        #expect(other(held: []).isPlausible(after: ending))
    }
}
