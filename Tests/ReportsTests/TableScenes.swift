import Experiments
import ProportionInference
import Reports

/// A small table whose renderings are worked out by hand.
enum TableScenes {
    static func measures(_ rmse: Double, _ mmae: Double, _ rrs: Double, spread: Double? = nil) -> [ProportionMetric:
        Measure]
    {
        func measure(_ value: Double) -> Measure {
            Measure(value: value, mean: value + (spread == nil ? 0 : 0.5), standardDeviation: spread)
        }
        return [.rmse: measure(rmse), .mmae: measure(mmae), .rrs: measure(rrs)]
    }

    static func published(_ rmse: String, _ mmae: String, _ rrs: String) -> [ProportionMetric: PublishedNumber] {
        var numbers: [ProportionMetric: PublishedNumber] = [:]
        for (metric, text) in [(ProportionMetric.rmse, rmse), (.mmae, mmae), (.rrs, rrs)] {
            numbers[metric] = PublishedNumber(text)
        }
        return numbers
    }

    /// A table of our own with one dataset and another that is not here, and numbers of the paper's Table 1.
    static let partial = ResultTable(
        table: .name("instrument"), publishedTables: [1], caption: "How the width of a peak matters", effort: "paper",
        datasets: [
            TableDataset(name: "xrd-simulated", title: "Simulated"),
            TableDataset(
                name: "xrd-measured", title: "Measured",
                absence: "01.xy and 24 other files are missing; ask the authors, then 'proportions data verify xrd'"),
        ],
        methods: [
            TableMethod(title: "MSE & Dirichlet", given: "labels"), TableMethod(title: "MSE", given: "labels"),
        ],
        entries: [
            [
                TableEntry(
                    runs: 3, selectedRun: 1, measures: measures(2, 1.5, 90, spread: 0.5),
                    published: published("2.1", "1.75", "91.4")),
                TableEntry(runs: 0, measures: [:], missingReason: "01.xy is missing"),
            ],
            [
                TableEntry(
                    runs: 3, failedRuns: 1, selectedRun: 2, measures: measures(2.5, 2, 89, spread: 0.5),
                    published: published("2.3", "2.45", "90.8")),
                TableEntry(runs: 0, measures: [:], missingReason: "01.xy is missing"),
            ],
        ])

    /// Three methods on a real dataset and on a stand-in.
    static let table = ResultTable(
        table: .number(2), caption: "Results for unmixing, 100 % made up", effort: "short",
        datasets: [
            TableDataset(name: "jasper-ridge", title: "Jasper Ridge"),
            TableDataset(name: "urban", title: "Urban", standIn: "a synthetic scene, not the published image"),
        ],
        methods: [
            TableMethod(title: "MSE & Dirichlet", given: "labels"), TableMethod(title: "MSE", given: "labels"),
            TableMethod(title: "SUnSAL", given: "endmembers, extracted"),
        ],
        entries: [
            [
                TableEntry(
                    runs: 5, selectedRun: 3, measures: measures(2.514, 2.3, 80.25, spread: 0.25),
                    published: published("2.5", "2.34", "80.3")),
                TableEntry(runs: 5, selectedRun: 1, measures: measures(3, 4, 70, spread: 1)),
            ],
            [
                TableEntry(
                    runs: 5, failedRuns: 1, deadRuns: 2, selectedRun: 2,
                    measures: measures(3.298, 4.21, 74.5, spread: 12),
                    published: published("3.3", "4.21", "74.0")),
                TableEntry(runs: 5, failedRuns: 5, measures: [:], missingReason: "all runs diverged"),
            ],
            [
                TableEntry(
                    runs: 1, selectedRun: 1, measures: measures(7, 8.83, 80.25),
                    published: published("7.8", "7.83", "51.4")),
                TableEntry(runs: 1, selectedRun: 1, measures: measures(6, 3.5, 20)),
            ],
        ])
}
