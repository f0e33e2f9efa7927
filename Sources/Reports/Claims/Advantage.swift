internal import NumericalMethods
internal import ProportionInference

/// By how much one method is better than another, in the mean over paired runs.
struct Advantage {
    /// The advantages run by run, in percentage points.
    let differences: PairedDifferences
    /// The same block by block, as fractions; nothing where the runs left no scores of blocks.
    let blocks: CrossedDifferences?
    /// Where the mean advantage lies with a probability of 95 %; nothing where there is one run only, and no blocks.
    let interval: ClosedRange<Double>?

    /// Compares two methods; nothing where they have no run in common.
    ///
    /// - Parameters:
    ///   - first: The scores of the method whose advantage it is.
    ///   - second: The scores of the other one.
    ///   - metric: The score.
    ///   - areSameSamples: Whether both were scored on the same samples, which then vary together.
    ///   - stream: Draws the resamples.
    init?(
        of first: MethodScores, over second: MethodScores, metric: ProportionMetric, areSameSamples: Bool,
        stream: inout RandomStream
    ) {
        let sign: Double = metric.better == .lower ? 1 : -1
        let scores = Self.paired(first.percentages(metric), second.percentages(metric))
        guard !scores.isEmpty else { return nil }
        let differences = PairedDifferences(scores.map { sign * ($1 - $0) })
        let blocks = first.blocks.flatMap { ours in
            second.blocks.flatMap { theirs in
                CrossedDifferences(Self.paired(ours, theirs), metric: metric, areSameSamples: areSameSamples)
            }
        }
        let (coverage, resamples) = (Judgement.coverage, Judgement.resamples)
        interval =
            if let blocks {
                blocks.bootstrapInterval(coverage: coverage, resamples: resamples, stream: &stream)
                    .map { 100 * $0.lowerBound...100 * $0.upperBound }
            } else {
                differences.bootstrapInterval(coverage: coverage, resamples: resamples, stream: &stream)
            }
        (self.differences, self.blocks) = (differences, blocks)
    }

    /// What two methods have in the same runs; a method that has one run has the same in every run.
    private static func paired<Score>(_ first: [Int: Score], _ second: [Int: Score]) -> [(first: Score, second: Score)]
    {
        if first.count == 1, let score = first.values.first {
            return second.sorted { $0.key < $1.key }.map { (score, $0.value) }
        }
        if second.count == 1, let score = second.values.first {
            return first.sorted { $0.key < $1.key }.map { ($0.value, score) }
        }
        return first.keys.sorted().compactMap { run in
            first[run].flatMap { first in second[run].map { (first, $0) } }
        }
    }
}
