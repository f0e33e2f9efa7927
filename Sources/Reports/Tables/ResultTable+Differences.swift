internal import Experiments
internal import Foundation
internal import ProportionInference

extension ResultTable {
    /// By how much the losses of a table differ; nothing for a table of the paper, whose claims have verdicts of their own.
    static func differences(
        table: ReportPlace.Table, losses titles: [String], columns: [(result: ExperimentResults, part: String)]
    ) -> [LossDifference] {
        guard table.number == nil else { return [] }
        let scores = columns.map { column in
            titles.map { title in
                let records = column.result.records.filter { $0.methodTitle == title && $0.outcome == .completed }
                return Dictionary(
                    records.compactMap { record in
                        record.tests.first { $0.part == column.part }.map {
                            (record.run, 100 * ProportionMetric.mmae.value(in: $0.scores))
                        }
                    }, uniquingKeysWith: { first, _ in first })
            }
        }
        return LossDifference.all(of: scores, titles: titles)
    }

    /// What the differences say, a block of Markdown each; none where there are none.
    var differenceBlocks: [String] {
        guard !differences.isEmpty else { return [] }
        let shown = differences.filter(\.isLargerThanChance)
        let method =
            "MMAE, run by run: runs of one number have the same split, initial weights and order of samples. Student's paired "
            + "test, the probabilities of all \(differences.count) pairs corrected together by Holm's method; intervals of 95 % "
            + "by resampling runs."
        let rest = differences.count - shown.count
        let verdict =
            shown.isEmpty
            ? "None of the \(differences.count) pairs differs by more than chance."
            : rest == 0
                ? "All \(differences.count) pairs differ by more than chance."
                : "\(shown.count) of \(differences.count) pairs differ by more than chance; of the other \(rest) nothing can be said."
        guard !shown.isEmpty else { return ["## Differences between losses", method, verdict] }
        let rows = shown.map { difference in
            [
                datasets[difference.dataset].title, difference.lower, difference.higher,
                points(difference.differences.mean)
                    + (difference.interval.map { " (\(points($0.lowerBound)) to \(points($0.upperBound)))" } ?? ""),
                difference.probability < 0.001 ? "< 0.001" : String(format: "%.3f", difference.probability),
            ].map(Markdown.escape)
        }
        let table = Markdown.table(
            header: ["Dataset", "lower", "higher", "difference", "p"], alignRight: [false, false, false, true, true],
            rows: rows)
        return ["## Differences between losses", method, table, verdict]
    }

    private func points(_ value: Double) -> String { NumberText.fixed(value, decimals: Self.decimals) }
}
