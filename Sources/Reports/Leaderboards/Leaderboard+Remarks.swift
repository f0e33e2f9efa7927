internal import Experiments
internal import ProportionInference

extension Leaderboard {
    /// What is to be said of leaderboards beside their rules: which methods lack runs, and why.
    ///
    /// - Parameters:
    ///   - results: The records of all experiments.
    ///   - boards: Their leaderboards.
    /// - Returns: A sentence for each method with damaged or failed runs, and for each experiment whose data
    ///   nobody can tell.
    static func remarks(of results: [ExperimentResults], boards: [Leaderboard]) -> [String] {
        let isMarked = boards.contains { $0.entries.contains(where: \.isIncomplete) }
        return (isMarked ? [TableCell.fewerRunsNote] : [])
            + results.filter { $0.facts.standIn == nil }.flatMap { result in
                result.facts.unreadable.map { ["\(result.spec.title) is not here: \($0)."] }
                    ?? result.spec.report.columns.filter { result.absence(of: $0.part) == nil }
                    .flatMap { remarks(of: result, on: $0) }
            }
    }

    private static func remarks(of results: ExperimentResults, on column: ReportPlace.Column) -> [String] {
        let samples = results.samplesTitle(of: column)
        let methods = results.spec.methodCards.filter { card in
            results.records.contains { $0.method == card.name } || results.damaged.contains { $0.method == card.name }
        }
        return (methods + results.externalCards()).compactMap { method in
            let entry = results.leaderboardEntry(of: method, on: column)
            // A method that is not made for such samples lacks nothing there.
            guard !entry.damages.isEmpty || entry.failedRuns > 0 else { return nil }
            return "\(samples), \(method.title): \(entry.shortcomings.joined(separator: "; "))."
        }
    }
}
