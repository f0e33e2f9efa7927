internal import Experiments
internal import NumericalMethods
internal import ProportionInference

/// The place of a method among all that were scored on the same samples.
struct LeaderboardEntry {
    /// How a method stands beside the best one.
    enum Standing: Equatable {
        /// It has the best mean.
        case best
        /// The interval of the difference holds zero, so that nothing sets it apart from the best one.
        case tie
        /// It is behind.
        case behind
        /// There is one run of each and nothing is known of blocks, so that nothing can be said.
        case unknown
    }

    /// A mean over runs with its 95 % interval, in percent.
    struct Estimate {
        let mean: Double
        let interval: ClosedRange<Double>?
    }

    let contestant: Contestant
    /// The mean scores, in the order of `ProportionMetric.allCases`.
    let scores: [Estimate]
    /// By how much the best method is better; nothing for the best one, and where they have no run in common.
    let lag: Estimate?
    let standing: Standing
    /// The numbers of runs and of blocks; no blocks where runs left no scores of them.
    let counts: (runs: Int, blocks: Int?)

    /// Whether its scores are of fewer runs than there should be.
    var isIncomplete: Bool { counts.runs < contestant.wantedRuns }

    private static let seed = Judgement.seed.derived("leaderboard", 0)

    /// Compares a method with the best one.
    init(_ contestant: Contestant, best: Contestant) {
        self.contestant = contestant
        scores = ProportionMetric.allCases.map { Self.score(of: contestant, $0) }
        counts = (contestant.scores.runs.count, contestant.scores.blocks?.first?.value.blocks.count)
        guard contestant.address != best.address else {
            (lag, standing) = (nil, .best)
            return
        }
        var stream = Self.seed.derived("\(best.address) \(contestant.address)", 0).stream()
        lag = Advantage(
            of: best.scores, over: contestant.scores, metric: Leaderboard.metric, areSameSamples: true, stream: &stream
        ).map { Estimate(mean: $0.differences.mean, interval: $0.interval) }
        standing = (lag?.interval).map { $0.contains(0) ? .tie : .behind } ?? .unknown
    }

    /// A score is by how much a method without errors is better; a rate is what that leaves of 100 %.
    private static func score(of contestant: Contestant, _ metric: ProportionMetric) -> Estimate {
        var stream = seed.derived("\(contestant.address) \(metric.rawValue)", 0).stream()
        let values = contestant.scores.percentages(metric).sorted { $0.key < $1.key }.map(\.value)
        let advantage = Advantage(
            of: contestant.scores.faultless, over: contestant.scores, metric: metric, areSameSamples: true,
            stream: &stream)
        let interval = (advantage?.interval).map {
            metric.better == .lower ? $0 : 100 - $0.upperBound...100 - $0.lowerBound
        }
        return Estimate(mean: values.reduce(0, +) / Double(values.count), interval: interval)
    }
}
