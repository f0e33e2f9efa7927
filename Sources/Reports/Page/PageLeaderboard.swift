internal import ProportionInference

/// A leaderboard as the page shows it.
struct PageLeaderboard {
    /// A method.
    struct Row {
        let method: String
        let experiment: String
        let anchor: String
        /// How it stands, in a word that is also a style.
        let standing: String
        /// The score that decides, by how much the best method is better, and the other scores.
        let score: String
        let lag: String
        let others: [String]
        let counts: String
        let given: String
    }

    let id: String
    let title: String
    /// The score that decides, and the others.
    let metric: String
    let others: [String]
    let rows: [Row]

    /// Makes the rows of a leaderboard.
    ///
    /// - Parameters:
    ///   - board: The leaderboard.
    ///   - number: Its place among all.
    init(_ board: Leaderboard, number: Int) {
        let metrics = ProportionMetric.allCases
        let others = metrics.indices.filter { metrics[$0] != Leaderboard.metric }
        func title(_ metric: ProportionMetric) -> String { "\(metric.title) \(metric.better == .lower ? "↓" : "↑")" }
        id = "leaderboard-\(number)"
        self.title = board.title
        metric = title(Leaderboard.metric)
        self.others = others.map { title(metrics[$0]) }
        rows = board.entries.map { entry in
            let (results, method) = (entry.contestant.results, entry.contestant.method)
            return Row(
                method: method.title, experiment: entry.contestant.experiment,
                anchor: PageOrigin.anchor(experiment: results.spec.name, method: method.name),
                standing: entry.standingText, score: entry.scoreText,
                lag: entry.lag?.difference ?? TableCell.absent, others: others.map { entry.scores[$0].score },
                counts: entry.countsText, given: entry.contestant.given)
        }
    }
}
