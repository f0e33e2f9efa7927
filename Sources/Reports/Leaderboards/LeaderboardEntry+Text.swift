internal import ProportionInference

extension LeaderboardEntry.Estimate {
    /// A score with its interval: `0.79 (0.70 to 0.95)`.
    var score: String {
        text { NumberText.fixed($0, decimals: ResultTable.decimals) }
    }

    /// A difference with its interval: `+0.12 (+0.05 to +0.20)`.
    var difference: String {
        text { NumberText.signed($0, decimals: ResultTable.decimals).withMinusSign }
    }

    private func text(_ number: (Double) -> String) -> String {
        number(mean) + (interval.map { " (\(number($0.lowerBound)) to \(number($0.upperBound)))" } ?? "")
    }
}

extension LeaderboardEntry {
    /// The method, and its experiment.
    var title: String { "\(contestant.method.title) (\(contestant.experiment))" }

    /// The score that decides.
    var score: Estimate { scores[ProportionMetric.allCases.firstIndex(of: Leaderboard.metric) ?? 0] }

    /// How it stands, in a word.
    var standingText: String {
        switch standing {
        case .best: "best"
        case .tie: "ties"
        case .behind: "behind"
        case .unknown: "not known"
        }
    }

    /// The score that decides, marked where it is over fewer runs than there should be.
    var scoreText: String { score.score + (isIncomplete ? TableCell.fewerRuns : "") }

    /// What the intervals are over: `5 runs`, `4 of 5 runs`, or `5 runs × 40 blocks`.
    var countsText: String {
        let wanted = isIncomplete ? contestant.wantedRuns : counts.runs
        return (isIncomplete ? "\(counts.runs) of " : "") + "\(wanted) run\(wanted == 1 ? "" : "s")"
            + (counts.blocks.map { " × \($0) blocks" } ?? "")
    }
}
