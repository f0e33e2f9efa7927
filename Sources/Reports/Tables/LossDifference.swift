internal import Experiments
internal import NumericalMethods
package import ProportionInference

/// By how much the MMAE of two losses differs on a dataset, run by run.
///
/// Runs of the same number have the same split, initial weights and order of samples; their differences are compared with zero by
/// Student's test of paired samples.
package struct LossDifference: Sendable {
    /// The title of the loss whose mean MMAE is lower.
    package let lower: String
    /// The title of the other one.
    package let higher: String
    /// The dataset's place in the table.
    package let dataset: Int
    /// The higher MMAE less the lower one, in percentage points, run by run.
    package let differences: PairedDifferences
    /// Where the mean difference lies with a probability of 95 %.
    package let interval: ClosedRange<Double>?
    /// The probability of such a difference where there is none, corrected for the number of pairs in the table by Holm's method.
    package let probability: Double

    /// At most so often is any of the differences of a table called larger than chance where all are chance.
    package static let level = 0.05

    /// Whether it is larger than chance.
    package var isLargerThanChance: Bool { probability <= Self.level }

    /// Compares every two losses on every dataset of a table.
    ///
    /// - Parameters:
    ///   - scores: The MMAE of each loss by the number of its run, in percent, datasets x losses.
    ///   - titles: The titles of the losses.
    /// - Returns: The pairs with three runs or more in common, the largest difference of a dataset first.
    package static func all(of scores: [[[Int: Double]]], titles: [String]) -> [LossDifference] {
        var found: [LossDifference] = []
        for (dataset, losses) in scores.enumerated() {
            let pairs = losses.indices.flatMap { first in
                losses.indices.filter { $0 > first }.compactMap { second in
                    LossDifference(dataset, losses[first], losses[second], titles: (titles[first], titles[second]))
                }
            }
            found += pairs.sorted { $0.differences.mean > $1.differences.mean }
        }
        return zip(found, PairedComparison.corrected(found.map(\.probability))).map { $0.corrected(to: $1) }
    }

    private init?(_ dataset: Int, _ first: [Int: Double], _ second: [Int: Double], titles: (String, String)) {
        let runs = first.keys.filter { second[$0] != nil }.sorted()
        guard runs.count >= Judgement.fewestRuns else { return nil }
        let raw = PairedDifferences(
            runs.compactMap { run in first[run].flatMap { one in second[run].map { $0 - one } } })
        let isInOrder = raw.mean >= 0
        differences = isInOrder ? raw : PairedDifferences(raw.values.map { -$0 })
        (lower, higher) = isInOrder ? titles : (titles.1, titles.0)
        self.dataset = dataset
        var stream = Judgement.seed.derived("\(dataset) \(lower) \(higher)", 0).stream()
        interval = differences.bootstrapInterval(
            coverage: Judgement.coverage, resamples: Judgement.resamples, stream: &stream)
        probability = min(1, 2 * differences.probability(ofMeanAt: 0))
    }

    private init(_ other: LossDifference, probability: Double) {
        (lower, higher, dataset) = (other.lower, other.higher, other.dataset)
        (differences, interval) = (other.differences, other.interval)
        self.probability = probability
    }

    private func corrected(to probability: Double) -> LossDifference {
        LossDifference(self, probability: probability)
    }
}
