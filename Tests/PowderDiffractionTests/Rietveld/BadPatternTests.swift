import Foundation
import ScientificFormats
import NumericalMethods
import Synchronization
import TestSupport
import Testing

@testable import PowderDiffraction

/// Patterns that no diffractometer measured: an error or a result, and never a trap.
@Suite struct BadPatternTests {
    private func refinement(_ recipe: RefinementRecipe = .standard) throws -> RietveldRefinement {
        try RietveldRefinement(
            structures: try builtIn(fourPhases), impurities: try builtIn(["quartz"]),
            instrument: Instrument(radiation: .doublet(.copper)), recipe: recipe)
    }

    private func expectSound(_ result: RefinementResult, _ comment: Comment? = nil) {
        let fractions = result.fractions(4)
        #expect(fractions.allSatisfy { $0 >= 0 && $0 <= 1 }, comment)
        let sum = fractions.reduce(0, +)
        #expect(sum == 0 || abs(sum - 1) < 1e-9, comment)
        #expect(result.phases.compactMap(\.uncertainty).allSatisfy { $0 >= 0 && $0.isFinite }, comment)
        #expect(result.values.allSatisfy { $0.value.isFinite || $0.name == "size" }, comment)
        #expect(result.curves.calculated.allSatisfy { $0.isFinite }, comment)
    }

    @Test func tooFewPointsAreAnErrorThatNamesTheFile() throws {
        let few = PowderScan(twoTheta: angles(count: 50), intensities: (0..<50).map { Double($0) })
        let error = try #require(throws: FormatError.self) { _ = try refinement().refine(few, path: "few.xy") }
        #expect("\(error)" == "few.xy: fewer than 50 points from 10.0 to 80.0 degrees")
        // The ends of grids are sums, 12.280000000000001.
        var narrow = RefinementRecipe.standard
        narrow.range = 10...(10 + 0.02 * 114)
        let told = try #require(throws: FormatError.self) { _ = try refinement(narrow).refine(few, path: "few.xy") }
        #expect("\(told)" == "few.xy: fewer than 50 points from 10.0 to 12.28 degrees")
        let elsewhere = PowderScan(
            twoTheta: angles(from: 90, to: 150, count: 900), intensities: (0..<900).map { Double($0) })
        #expect(throws: FormatError.self) { _ = try refinement().refine(elsewhere, path: "x.xy") }
        let negative = PowderScan(
            twoTheta: angles(from: -90, to: -10, count: 900), intensities: (0..<900).map { Double($0) })
        var recipe = RefinementRecipe.standard
        recipe.range = -100...80
        #expect(throws: FormatError.self) { _ = try refinement(recipe).refine(negative, path: "x.xy") }
    }

    @Test func patternsWithoutLinesAreRefinedToNothing() throws {
        let angles = angles(count: 1000)
        for value in [0.0, 1, 1e15, -5] {
            let result = try refinement().refine(
                PowderScan(twoTheta: angles, intensities: angles.map { _ in value }), path: "x.xy")
            expectSound(result, "all \(value)")
            #expect(result.phases.allSatisfy { $0.presence != .present }, "all \(value)")
        }
        let negative = PowderScan(
            twoTheta: angles, intensities: angles.map { -100 - $0 }, uncertainties: angles.map { _ in 3 })
        expectSound(try refinement().refine(negative, path: "x.xy"))
    }

    @Test func spikesAndHugeValuesAreNoTrap() throws {
        let angles = angles(count: 1000)
        for height in [1e3, 1e15, 1e150] {
            let spike = angles.indices.map { $0 == 300 ? height : 10 }
            expectSound(
                try refinement().refine(PowderScan(twoTheta: angles, intensities: spike), path: "x.xy"), "\(height)")
        }
        var random = RandomStream(seed: 6)
        let noise = angles.map { _ in 1e15 * random.uniform() }
        expectSound(try refinement().refine(PowderScan(twoTheta: angles, intensities: noise), path: "x.xy"))
        let certain = PowderScan(
            twoTheta: angles, intensities: angles.map { 100 / $0 }, uncertainties: angles.map { _ in 0 })
        // Uncertainties of zero say nothing, so that no point is left.
        #expect(throws: FormatError.self) { try refinement().refine(certain, path: "x.xy") }
        let unsure = PowderScan(
            twoTheta: angles, intensities: angles.map { 100 / $0 }, uncertainties: angles.map { _ in 1e200 })
        expectSound(try refinement().refine(unsure, path: "x.xy"))
    }

    @Test func fiftyPointsForFivePhasesAreNoTrap() throws {
        let sample = ExactSample(try builtIn(fourPhases), fractions: [0.4, 0.3, 0.2, 0.1])
        for (first, last) in [(10.0, 80.0), (28, 32), (12, 12.5)] {
            let angles = angles(from: first, to: last, count: 50)
            let counts = try sample.pattern(angles, counts: 1e4)
            expectSound(try refinement().refine(PowderScan(twoTheta: angles, intensities: counts), path: "x.xy"))
        }
    }

    /// Two scans in one, with steps of 0.02 and 0.3 degrees, and nothing from 35 to 55 degrees.
    ///
    /// The lines are drawn for the mean step, as the refinement has them.
    @Test func stepsMayBeUneven() throws {
        let uneven =
            stride(from: 10.0, to: 35, by: 0.02).map { $0 } + stride(from: 55.0, to: 62, by: 0.3).map { $0 }
            + stride(from: 62.0, to: 80, by: 0.04).map { $0 }
        var sample = ExactSample(try builtIn(fourPhases), fractions: [0.4, 0.3, 0.2, 0.1])
        sample.background = { _ in 0.01 }
        let counts = try sample.pattern(uneven, counts: 1e5)
        let result = try refinement().refine(PowderScan(twoTheta: uneven, intensities: counts), path: "x.xy")
        expectSound(result)
        #expect(result.isConverged)
        #expect(largestDifference(result.fractions(4), sample.fractions) < 0.01)
        #expect(result.agreement.weightedProfile < 0.05)
    }

    /// Levels, slopes, spikes, noise of any size, uncertainties or none, on any angles.
    @Test func randomNumbersAreNoTrap() throws {
        let recipes: [RefinementRecipe] = [.standard, .constrained, .fullPattern]
        let refinements = try recipes.map { try refinement($0) }
        let outcomes = Mutex<[Int: Result<RefinementResult, any Error>]>([:])
        WorkerPool.forEach(Array(0..<200), workers: 2) { number in
            var random = RandomStream(seed: 100 + UInt64(number))
            let count = 50 + random.integer(below: 350)
            let first = 1 + 60 * random.uniform()
            let step = pow(10, -3 + 2.5 * random.uniform())
            var angle = first
            var angles: [Double] = []
            while angles.count < count, angle < 175 {
                angles.append(angle)
                angle += step * (number % 3 == 0 ? 0.1 + 3 * random.uniform() : 1)
            }
            let (level, size) = (pow(10, -3 + 9 * random.uniform()), pow(10, -3 + 9 * random.uniform()))
            let intensities = angles.map { _ in
                switch number % 4 {
                case 0: level + size * random.normal()
                case 1: (level * random.uniform()).rounded()
                case 2: random.uniform() < 0.02 ? size : level
                default: level * exp(3 * random.normal())
                }
            }
            let uncertainties = number % 2 == 0 ? angles.map { _ in size * random.uniform() } : nil
            let scan = PowderScan(twoTheta: angles, intensities: intensities, uncertainties: uncertainties)
            let outcome = Result { try refinements[number % 3].refine(scan, path: "x.xy") }
            outcomes.withLock { $0[number] = outcome }
        }
        let all = outcomes.withLock { $0 }
        #expect(all.count == 200)
        var refined = 0
        for (number, outcome) in all {
            switch outcome {
            case .success(let result):
                expectSound(result, "pattern \(number)")
                refined += 1
            case .failure(let error):
                #expect("\(error)".hasPrefix("x.xy: fewer than 50 points"), "pattern \(number)")
            }
        }
        #expect(refined > 80)
    }

    @Test func aPhaseMayHaveNoLinesInTheRange() throws {
        var recipe = RefinementRecipe.standard
        recipe.range = 10...16
        let angles = angles(from: 10, to: 16, count: 400)
        let structures = try builtIn(["hematite", "calcite"])
        let result = try RietveldRefinement(
            structures: structures, instrument: Instrument(radiation: .doublet(.copper)), recipe: recipe
        ).refine(PowderScan(twoTheta: angles, intensities: angles.map { 100 + $0 }), path: "x.xy")
        #expect(result.fractions(2).allSatisfy { $0 >= 0 && $0 <= 1 })
        #expect(result.curves.calculated.allSatisfy { $0.isFinite })
    }
}
