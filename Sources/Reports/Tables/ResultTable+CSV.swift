internal import ProportionInference
internal import ScientificFormats

extension ResultTable {
    private static let columns = [
        "table", "dataset", "method", "metric", "value", "mean", "standard_deviation", "runs", "published", "effort",
        "difference", "unit", "selected_run", "failed_runs", "dead_runs", "stand_in", "given", "missing",
    ]

    /// The table as comma-separated values in long form: a line for each dataset, method and metric.
    ///
    /// Numbers of ours have four decimals; a field without anything to say is empty.
    public var csv: String {
        var text = CSV.line(Self.columns)
        for (index, dataset) in datasets.enumerated() {
            for (method, row) in zip(methods, entries) {
                for metric in ProportionMetric.allCases {
                    text += CSV.line(fields(dataset: dataset, method: method, metric: metric, entry: row[index]))
                }
            }
        }
        return text
    }

    private func fields(
        dataset: TableDataset, method: TableMethod, metric: ProportionMetric, entry: TableEntry
    ) -> [String] {
        func text(_ value: Double?) -> String { value.map { NumberText.fixed($0, decimals: 4) } ?? "" }
        let measure = entry.measures[metric]
        let published = entry.published[metric]
        let difference = measure.flatMap { measure in published.map { measure.value - $0.value } }
        return [
            table.label, dataset.name, method.title, metric.rawValue,
            text(measure?.value), text(measure?.mean), text(measure?.standardDeviation), "\(entry.runs)",
            published?.text ?? "", effort, text(difference), "percent", entry.selectedRun.map { "\($0)" } ?? "",
            "\(entry.failedRuns)", "\(entry.deadRuns)", dataset.standIn ?? "", method.given, entry.missingReason ?? "",
        ]
    }
}
