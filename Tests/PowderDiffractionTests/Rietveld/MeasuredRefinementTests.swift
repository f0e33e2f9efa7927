import Foundation
import ScientificFormats
import NumericalMethods
import Synchronization
import TestSupport
import Testing

@testable import PowderDiffraction

private let dataFolder = ProcessInfo.processInfo.environment["PROPORTIONS_DATA"]

/// The 24 measured patterns, each with the recipe as it stands, against the weighed fractions.
@Suite("Refined measured patterns", .enabled(if: dataFolder != nil, "PROPORTIONS_DATA names no folder of data"))
struct MeasuredRefinementTests {
    private struct Scores {
        /// The mean over the patterns of the largest error.
        let mmae: Double
        /// The share of patterns of which exactly the phases that are there were found above one percent.
        let rightPhases: Double
        /// The share of the fractions of mixtures that lie within 1.96 standard uncertainties, and the median of these.
        let covered: Double
        let medianUncertainty: Double
        let results: [RefinementResult]
    }

    private func scores(_ recipe: RefinementRecipe) throws -> Scores {
        let folder = try #require(dataFolder) + "/xrd/experimental/"
        let table = try CSVTable(String(contentsOfFile: folder + "labels.csv", encoding: .utf8))
        let labels = try table.rows.map { row in (file: row["file"], truth: try fourPhases.map { try row.double($0) }) }
        try #require(labels.count == 24)
        let refinement = try RietveldRefinement(
            structures: try builtIn(fourPhases), impurities: try builtIn(["quartz"]),
            instrument: Instrument(radiation: .doublet(.copper)), recipe: recipe)
        let found = Mutex<[Int: RefinementResult]>([:])
        WorkerPool.forEach(Array(labels.indices), workers: 2) { index in
            let path = folder + labels[index].file
            guard let scan = try? PowderScan.read(path: path),
                let result = try? refinement.refine(scan, path: path)
            else { return }
            found.withLock { $0[index] = result }
        }
        let results = found.withLock { found in labels.indices.compactMap { found[$0] } }
        try #require(results.count == 24)
        let errors = zip(labels, results).map { largestDifference($0.truth, $1.fractions(4)) }
        let right = zip(labels, results).count { label, result in
            zip(label.truth, result.phases).allSatisfy { ($0 > 0) == ($1.fraction > 0.01) }
        }
        var mixed: [(error: Double, uncertainty: Double)] = []
        for (label, result) in zip(labels, results) {
            for (truth, phase) in zip(label.truth, result.phases) where truth > 0 && truth < 1 {
                mixed.append((abs(truth - phase.fraction), phase.uncertainty ?? 0))
            }
        }
        let covered = mixed.count { $0.error <= 1.96 * $0.uncertainty }
        return Scores(
            mmae: errors.reduce(0, +) / 24, rightPhases: Double(right) / 24,
            covered: Double(covered) / Double(mixed.count),
            medianUncertainty: mixed.map { $0.uncertainty }.sorted()[mixed.count / 2], results: results)
    }

    /// What is said of a pattern whether or not it converged.
    private func expectSound(_ result: RefinementResult) {
        #expect(result.phases.count == 5)
        #expect(abs(result.fractions(4).reduce(0, +) - 1) < 1e-9)
        for phase in result.phases {
            #expect(phase.fraction >= 0 && phase.fraction.isFinite)
            // Of an impurity no uncertainty is said.
            if phase.name != "quartz" { #expect(phase.uncertainty.map { $0 >= 0 && $0 < 0.1 } ?? false) }
            if let factor = phase.braggFactor, phase.fraction > 0.15 { #expect(factor < 0.6, "\(phase.name)") }
        }
        #expect(result.agreement.weightedProfile < 0.45 && result.agreement.goodnessOfFit > 1)
    }

    @Test func theStandardRecipeErrsByAtMost10Thousandths() throws {
        let scores = try scores(.standard)
        #expect(scores.mmae <= 0.01, "\(scores.mmae)")
        #expect(scores.rightPhases == 1)
        scores.results.forEach(expectSound)
        #expect(scores.results.count(where: \.isConverged) >= 20)
        #expect(scores.covered >= 0.9 && scores.medianUncertainty < 0.018)
        // Its steps are numbered, and a pattern that did not converge took them all.
        #expect(scores.results.allSatisfy { $0.isConverged || $0.iterations >= 60 })
    }

    @Test func theConstrainedRecipeErrsByAtMost13Thousandths() throws {
        let scores = try scores(.constrained)
        #expect(scores.mmae <= 0.013, "\(scores.mmae)")
        #expect(scores.rightPhases == 1)
        scores.results.forEach(expectSound)
    }

    @Test func theFullPatternRecipeErrsByAtMost10Thousandths() throws {
        let scores = try scores(.fullPattern)
        #expect(scores.mmae <= 0.01, "\(scores.mmae)")
        #expect(scores.rightPhases == 1)
        scores.results.forEach(expectSound)
        #expect(scores.covered >= 0.9 && scores.medianUncertainty < 0.012)
        #expect(scores.results.allSatisfy { $0.values.map(\.name) == ["sample-displacement"] })
    }
}
