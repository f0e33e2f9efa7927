import Foundation
import ScientificFormats
import NumericalMethods
import TestSupport
import Testing

@testable import PowderDiffraction

/// What must not matter to fractions.
@Suite struct InvarianceTests {
    private static let angles = PowderDiffractionTests.angles(count: 2500)

    /// Counts of a mixture of three phases, with noise.
    private func counts(_ fractions: [Double] = [0.5, 0.3, 0, 0.2], seed: UInt64 = 5) throws -> [Double] {
        var sample = ExactSample(try builtIn(fourPhases), fractions: fractions)
        sample.state.placement.displacement = 0.04
        sample.state.phases[1].texture = 0.8
        sample.background = { 0.01 + 0.1 / $0 }
        var random = RandomStream(seed: seed)
        return try sample.pattern(Self.angles, counts: 50_000).map { random.poisson(mean: $0) }
    }

    private func refined(
        _ counts: [Double], uncertainties: [Double]? = nil, phases: [String] = fourPhases, impurities: [String] = [],
        recipe: RefinementRecipe = .standard
    ) throws -> RefinementResult {
        let scan = PowderScan(twoTheta: Self.angles, intensities: counts, uncertainties: uncertainties)
        return try RietveldRefinement(
            structures: try builtIn(phases), impurities: try builtIn(impurities),
            instrument: Instrument(radiation: .doublet(.copper)), recipe: recipe
        ).refine(scan, path: "x.xy")
    }

    /// A fraction's standard uncertainty is 0.003 to 0.006 here.
    private let hardly = 3e-4

    @Test func aConstantBackgroundChangesNothing() throws {
        let counts = try counts()
        let uncertainties = counts.map { max($0, 1).squareRoot() }
        let plain = try refined(counts, uncertainties: uncertainties)
        let raised = try refined(counts.map { $0 + 3000 }, uncertainties: uncertainties)
        #expect(largestDifference(plain.fractions(4), raised.fractions(4)) < hardly)
        // Where intensities are counts, weights change with them, and so does a little else.
        let withoutUncertainties = try refined(counts)
        #expect(largestDifference(plain.fractions(4), withoutUncertainties.fractions(4)) < 1e-12)
    }

    @Test(arguments: [1e-6, 1e-3, 7, 1e3, 1e9])
    func theUnitOfTheIntensitiesChangesNothing(factor: Double) throws {
        let counts = try counts()
        let uncertainties = counts.map { max($0, 1).squareRoot() }
        let plain = try refined(counts, uncertainties: uncertainties)
        let scaled = try refined(counts.map { $0 * factor }, uncertainties: uncertainties.map { $0 * factor })
        #expect(largestDifference(plain.fractions(4), scaled.fractions(4)) < hardly)
        #expect(abs(plain.agreement.weightedProfile - scaled.agreement.weightedProfile) < 1e-4)
        #expect(abs(plain.agreement.goodnessOfFit - scaled.agreement.goodnessOfFit) < 1e-3)
        #expect(scaled.verdict.grade == plain.verdict.grade)
        #expect(scaled.verdict.reasons.map(\.rule) == plain.verdict.reasons.map(\.rule))
        #expect(scaled.phases.map(\.presence) == plain.phases.map(\.presence))
        #expect(largestDifference(scaled.phases.map(\.intensityShare), plain.phases.map(\.intensityShare)) < hardly)
        #expect(scaled.values.map(\.name) == plain.values.map(\.name))
        for (found, expected) in zip(scaled.values, plain.values) where expected.value.isFinite {
            let tolerance = 0.1 * (expected.uncertainty ?? 0) + 1e-9 * abs(expected.value)
            #expect(abs(found.value - expected.value) <= tolerance, "\(expected.phase ?? "") \(expected.name)")
        }
        for (found, expected) in zip(scaled.phases, plain.phases) where expected.braggFactor != nil {
            #expect(abs((try #require(found.braggFactor)) - (try #require(expected.braggFactor))) < 1e-3)
        }
        let (found, expected) = (scaled.phases.map(\.uncertainty), plain.phases.map(\.uncertainty))
        for (found, expected) in zip(found, expected) {
            #expect(abs((try #require(found)) / (try #require(expected)) - 1) < 0.02)
        }
    }

    /// Without uncertainties intensities are taken to be counts, so that their unit decides what weights are; how well
    /// reflections agree hardly changes with that where counts still are many.
    @Test(arguments: [1 / 30.0])
    func countsPerTimeHaveTheBraggFactorsOfCounts(factor: Double) throws {
        let counts = try counts()
        let (plain, scaled) = (try refined(counts), try refined(counts.map { $0 * factor }))
        for (found, expected) in zip(scaled.phases, plain.phases) where expected.presence == .present {
            #expect(abs((try #require(found.braggFactor)) - (try #require(expected.braggFactor))) < 0.03)
        }
    }

    @Test func theOrderOfThePhasesChangesNothing() throws {
        let counts = try counts()
        let plain = try refined(counts)
        let order = [3, 1, 0, 2]
        let other = try refined(counts, phases: order.map { fourPhases[$0] })
        #expect(other.phases.map(\.name) == order.map { fourPhases[$0] })
        #expect(largestDifference(order.map { plain.phases[$0].fraction }, other.fractions(4)) < hardly)
    }

    @Test func theSamePatternGivesTheSameBits() throws {
        let counts = try counts()
        let (first, second) = (try refined(counts), try refined(counts))
        #expect(first.fractions(4) == second.fractions(4) && first.agreement == second.agreement)
        #expect(first.curves.calculated == second.curves.calculated)
    }

    @Test func anImpurityThatIsNotThereChangesHardlyAnything() throws {
        let counts = try counts()
        let plain = try refined(counts)
        let with = try refined(counts, impurities: ["quartz"])
        #expect(with.phases.count == 5 && with.phases[4].name == "quartz")
        #expect(largestDifference(plain.fractions(4), with.fractions(4)) < 1e-3)
        #expect(abs(with.fractions(4).reduce(0, +) - 1) < 1e-12)
        #expect(with.phases[4].fraction < 0.002 && with.phases[4].uncertainty == nil)
    }

    /// Three percent of quartz beside one of the others: its lines are its own.
    @Test func anImpurityThatIsThereDoesNotCount() throws {
        var sample = ExactSample(try builtIn(fourPhases + ["quartz"]), fractions: [0.5, 0.3, 0, 0.2, 0.03])
        sample.background = { 0.01 + 0.1 / $0 }
        let counts = try sample.pattern(Self.angles, counts: 50_000)
        let result = try refined(counts, impurities: ["quartz"])
        #expect(largestDifference(result.fractions(4), [0.5, 0.3, 0, 0.2]) < 0.002)
        #expect(abs(result.phases[4].fraction - 0.03) < 0.001 && result.phases[4].presence == .present)
    }

    /// Dolomite is not there: nothing is said of its cell and width, and where a little of it was fitted, they are ordinary.
    @Test(arguments: 1...6)
    func aPhaseThatIsNotThereDoesNotRunAway(seed: UInt64) throws {
        let result = try refined(try counts(seed: seed))
        let dolomite = result.phases[2]
        #expect(dolomite.fraction == 0 && [.absent, .dropped].contains(dolomite.presence))
        #expect(result.values.allSatisfy { $0.phase != "dolomite" })
        #expect(largestDifference(result.fractions(4), [0.5, 0.3, 0, 0.2]) < 0.02)
        // Nothing is dropped where the recipe says so.
        var recipe = RefinementRecipe.standard
        recipe.leastFraction = 0
        let kept = try refined(try counts(seed: seed), recipe: recipe)
        #expect(kept.phases[2].fraction < 0.004 && kept.phases[2].presence != .dropped)
        #expect(kept.phases[2].presence != .present)
        if let a = kept.value("a", of: "dolomite"), let structure = CrystalStructure.builtIn(named: "dolomite") {
            #expect(abs(a.value / structure.cell.a - 1) < 0.0151)
        }
        // A phase below the recipe's smallest keeps size and strain.
        #expect(kept.value("size", of: "dolomite") == nil && kept.value("strain", of: "dolomite") == nil)
    }

    /// When one phase is dropped, the others' fractions rise; what is still below the limit is dropped, too.
    @Test func noPhaseIsLeftBelowTheLeastFraction() throws {
        for (seed, fractions) in [[0.976, 0.011, 0.006, 0.007], [0.982, 0.006, 0.006, 0.006]].enumerated() {
            let result = try refined(try counts(fractions, seed: UInt64(90 + seed)))
            let there = result.phases.filter { $0.fraction > 0 }
            #expect(there.allSatisfy { $0.fraction >= 0.01 && $0.beforeDropping == nil }, "\(result.fractions(4))")
            let dropped = result.phases.filter { $0.presence == .dropped }
            #expect(!dropped.isEmpty && abs(there.reduce(0) { $0 + $1.fraction } - 1) < 1e-12)
            #expect(dropped.allSatisfy { ($0.beforeDropping?.fraction ?? 1) < 0.01 })
        }
    }

    @Test(arguments: 0..<4)
    func aPurePhaseIsAllThereIs(phase: Int) throws {
        let fractions = (0..<4).map { $0 == phase ? 1.0 : 0 }
        let result = try refined(try counts(fractions))
        #expect(result.fractions(4) == fractions)
        for (index, phase) in result.phases.enumerated() {
            #expect(fractions[index] == 1 ? phase.presence == .present : phase.presence != .present)
        }
        #expect(result.phases[phase].intensityShare == 1)
    }

    @Test func twoPercentOfAPhaseAreFound() throws {
        let fractions = [0.58, 0.2, 0.2, 0.02]
        let result = try refined(try counts(fractions))
        #expect(largestDifference(result.fractions(4), fractions) < 0.01)
        #expect(result.phases.allSatisfy { $0.presence == .present })
    }

    @Test func curvesAndTicksAreThoseOfTheRange() throws {
        let result = try refined(try counts())
        let curves = result.curves
        #expect(curves.twoTheta.allSatisfy { $0 >= 10 && $0 <= 80 })
        #expect(curves.twoTheta.count == curves.calculated.count && curves.observed.count == curves.background.count)
        #expect(zip(curves.calculated, curves.background).allSatisfy { $0 >= $1 })
        #expect(result.phases[0].ticks.contains { abs($0 - 29.4) < 0.1 })
        #expect(result.phases.flatMap(\.ticks).allSatisfy { $0 >= 10 && $0 <= 80 })
        #expect(abs(result.phases.reduce(0) { $0 + $1.intensityShare } - 1) < 1e-9)
    }
}
