internal import Experiments
internal import ProportionInference

/// The numbers of one dataset of a table as the page shows them.
struct PageTable {
    /// A metric with its columns.
    struct Metric {
        let title: String
        let arrow: String
        let span: Int
    }

    /// A column.
    struct Column {
        let title: String
        let style: String
    }

    /// A number, with the runs that it comes from where there are any.
    struct Cell {
        let text: String
        let style: String
        let anchor: String?
        let run: String?
        /// What a screen reader says of a link.
        let label: String
    }

    /// A method.
    struct Row {
        let method: String
        let cells: [Cell]
        let runs: String
        let given: String
    }

    let id: String
    let heading: String
    let title: String
    let absence: String?
    let metrics: [Metric]
    let columns: [Column]
    let rows: [Row]

    /// Makes the numbers of a dataset of a table.
    ///
    /// - Parameters:
    ///   - index: The dataset's place in the table.
    ///   - table: The table.
    ///   - results: The records of all experiments.
    init(dataset index: Int, of table: ResultTable, results: [ExperimentResults]) {
        let dataset = table.datasets[index]
        let hasPublished = table.hasPublished(dataset: index)
        let titles = ["ours"] + (hasPublished ? ["paper", "Δ"] : []) + ["mean ± s.d."]
        id = "\(table.table.fileName)-\(dataset.name)"
        heading = table.table.heading
        title = dataset.title
        absence = dataset.absence
        metrics = ProportionMetric.allCases.map {
            Metric(title: $0.title, arrow: $0.better == .lower ? "↓" : "↑", span: titles.count)
        }
        columns = metrics.flatMap { _ in
            titles.indices.map { Column(title: titles[$0], style: $0 == 0 ? Self.groupStyle : "") }
        }
        let owner = results.first { result in
            result.spec.report.table == table.table && result.spec.report.columns.contains { $0.part == dataset.name }
        }
        let (comparisons, spreads) = (table.comparisons(dataset: index), table.spreads(dataset: index))
        rows = table.methods.indices.compactMap { row in
            let method = table.methods[row]
            let anchor = owner?.spec.methodCards.first { $0.title == method.title }.flatMap { card in
                owner?.records(of: card.name).isEmpty == false
                    ? PageOrigin.anchor(experiment: owner?.spec.name ?? "", method: card.name) : nil
            }
            let run = table.entries[row][index].selectedRun.map(String.init)
            let cells = ProportionMetric.allCases.indices.flatMap { metric in
                let compared = comparisons[row][(3 * metric)..<(3 * metric + (hasPublished ? 3 : 1))]
                let name = "\(method.title), \(dataset.title), \(ProportionMetric.allCases[metric].title)"
                return compared.enumerated().map { offset, cell in
                    let isLink = offset == 0 && cell.text != TableCell.absent
                    return Cell(
                        text: cell.text,
                        style: [offset == 0 ? Self.groupStyle : "", cell.standing.map(Self.style) ?? ""]
                            .filter { !$0.isEmpty }.joined(separator: " "),
                        anchor: isLink ? anchor : nil,
                        run: run, label: "\(cell.text): runs of \(name)")
                } + [Cell(text: spreads[row][metric].text, style: "spread", anchor: nil, run: nil, label: "")]
            }
            // Runs without a number are of a method that is not made for such samples; the notes say so.
            guard anchor == nil || cells.contains(where: { $0.text != TableCell.absent }) else { return nil }
            return Row(method: method.title, cells: cells, runs: spreads[row][3].text, given: spreads[row][4].text)
        }
    }

    /// The style of the first column of a metric, which stands apart.
    private static let groupStyle = "group"

    private static func style(_ standing: ResultTable.Standing) -> String {
        switch standing {
        case .best: "best"
        case .second: "second"
        case .other: ""
        }
    }
}
