extension Leaderboard {
    /// How leaderboards come about, a sentence or two each.
    static var rules: [String] {
        let coverage = NumberText.fixed(100 * Judgement.coverage, decimals: 0)
        return [
            "Methods of all experiments stand in the order of their mean \(metric.title) over runs, wherever they were scored on "
                + "the same samples: those of the paper, and those of experiments/beyond. "
                + "Where the runs of two experiments inferred the very same proportions, they stand once.",
            "In parentheses are \(coverage) % intervals, by the same resampling of runs and of blocks of samples as for the claims. "
                + "A method of which one run is known, and no blocks, has none.",
            "A method ties with the best one where the interval of their paired difference holds 0. The best one was found on "
                + "these very samples, and no interval is corrected for the number of methods.",
            "What a method was given stands beside it. No method of this program sees true proportions of a sample that it infers.",
        ]
    }

    /// The best method of each leaderboard, as a table of GitHub's Markdown.
    static func summary(of boards: [Leaderboard]) -> String {
        Markdown.table(
            header: ["Samples", "Best of all methods", metric.title, "Ties with it", "Next"],
            alignRight: [false, false, true, false, false],
            rows: boards.map { board in
                let (best, ties) = (board.entries[0], board.ties)
                let next = board.entries.first { $0.standing == .behind }
                return [
                    board.title, best.title, best.scoreText,
                    ties.isEmpty ? TableCell.absent : list(ties.map(\.title)),
                    next.map { "\($0.title), \($0.lag?.difference ?? "")" } ?? TableCell.absent,
                ].map(Markdown.escape)
            })
    }

    /// The first three of some titles, and how many more there are: more would make the table wider than any screen.
    private static func list(_ titles: [String]) -> String {
        let more = titles.count - 3
        return (titles.prefix(3) + (more > 0 ? ["and \(more) more"] : [])).joined(separator: "; ")
    }
}
