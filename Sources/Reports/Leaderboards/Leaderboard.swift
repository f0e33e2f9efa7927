internal import Experiments
internal import ProportionInference

/// All methods that were scored on the same samples, best first.
///
/// They may be of several experiments, which differ in how networks learn. The order is that of the mean MMAE over runs.
struct Leaderboard {
    /// The score that decides.
    static let metric = ProportionMetric.mmae

    /// The samples in words.
    let title: String
    /// The methods, best first.
    let entries: [LeaderboardEntry]

    /// The methods that nothing sets apart from the best one, without it.
    var ties: [LeaderboardEntry] { entries.filter { $0.standing == .tie } }

    /// Compares all methods wherever they are scored.
    ///
    /// - Parameter results: The records of all experiments, in the order in which they name the samples.
    /// - Returns: The leaderboards, in the order in which their samples come up first.
    /// - Throws: A `FormatError` for scores of blocks that are not there, or not as their record says.
    static func all(of results: [ExperimentResults]) throws -> [Leaderboard] {
        var order: [TestSamples] = []
        var contestants: [TestSamples: [Contestant]] = [:]
        for result in results where result.facts.standIn == nil {
            for column in result.spec.report.columns where result.absence(of: column.part) == nil {
                let samples = TestSamples(of: column.part, in: result)
                let found = try (result.spec.methodCards + result.externalCards()).compactMap {
                    try Contestant($0, on: column, of: result)
                }
                guard !found.isEmpty else { continue }
                if contestants[samples] == nil { order.append(samples) }
                contestants[samples, default: []] += found
            }
        }
        return order.compactMap { samples in contestants[samples].map(Leaderboard.init) }
    }

    /// Puts methods in order, one or more; of those whose runs inferred the same proportions the first alone.
    init(_ contestants: [Contestant]) {
        title = contestants[0].samplesTitle
        var known: Set<[String]> = []
        let sorted = contestants.filter { known.insert($0.inferences).inserted }.sorted { $0.mean < $1.mean }
        entries = sorted.map { LeaderboardEntry($0, best: sorted[0]) }
    }
}

/// Which samples a test part has, so that parts of several experiments can be known to be the same.
enum TestSamples: Hashable {
    /// Samples of a dataset that have names.
    case named([String], dataset: String)
    /// What determines the samples of a part.
    case made(part: String, identity: String)

    /// Finds what the records of an experiment say of a part.
    init(of part: String, in results: ExperimentResults) {
        let names = results.records.lazy.flatMap(\.tests).first { $0.part == part && $0.samples != nil }?.samples
        self =
            names.map { .named($0, dataset: results.facts.name) }
            ?? .made(part: part, identity: results.facts.identity)
    }
}
