public import Experiments
package import ProportionInference

/// A table of results: one of the paper's, with its numbers beside ours, or one of our own.
public struct ResultTable: Sendable {
    /// The table's number in the paper, or its name where the paper has none like it.
    public let table: ReportPlace.Table
    /// The numbers of the paper's tables whose numbers stand in it.
    public let publishedTables: [Int]
    /// What the table shows.
    public let caption: String
    /// The effort with which the runs were made, such as `paper`.
    public let effort: String
    /// The datasets, in the order in which they are shown.
    public let datasets: [TableDataset]
    /// The methods, in the order in which they are shown.
    public let methods: [TableMethod]
    /// The entries, methods x datasets.
    public let entries: [[TableEntry]]
    /// By how much losses differ; empty where that is not said.
    package let differences: [LossDifference]

    /// Makes a table.
    ///
    /// - Parameters:
    ///   - table: The table's number in the paper, or its name where the paper has none like it.
    ///   - publishedTables: The numbers of the paper's tables whose numbers stand in it; its own number where they are
    ///     left out.
    ///   - caption: What the table shows, without a full stop.
    ///   - effort: The effort with which the runs were made.
    ///   - datasets: The datasets. The entries of one that has a stand-in must not hold published numbers; those of one
    ///     that is absent must hold no numbers at all.
    ///   - methods: The methods.
    ///   - entries: The entries, methods x datasets.
    public init(
        table: ReportPlace.Table, publishedTables: [Int]? = nil, caption: String, effort: String,
        datasets: [TableDataset], methods: [TableMethod], entries: [[TableEntry]]
    ) {
        self.init(
            table: table, publishedTables: publishedTables, caption: caption, effort: effort, datasets: datasets,
            methods: methods, entries: entries, differences: [])
    }

    /// Makes a table that says by how much losses differ, too.
    package init(
        table: ReportPlace.Table, publishedTables: [Int]?, caption: String, effort: String,
        datasets: [TableDataset], methods: [TableMethod], entries: [[TableEntry]], differences: [LossDifference]
    ) {
        precondition(
            entries.count == methods.count && entries.allSatisfy { $0.count == datasets.count },
            "\(entries.map(\.count)) entries do not fill \(methods.count) methods x \(datasets.count) datasets")
        precondition(
            entries.allSatisfy { zip($0, datasets).allSatisfy { $0.published.isEmpty || $1.standIn == nil } },
            "a stand-in's numbers are never put beside published ones")
        precondition(
            entries.allSatisfy { row in
                zip(row, datasets).allSatisfy { $1.absence == nil || ($0.measures.isEmpty && $0.published.isEmpty) }
            }, "numbers of a dataset that is not there")
        self.table = table
        self.publishedTables = publishedTables ?? table.number.map { [$0] } ?? []
        self.caption = caption
        self.effort = effort
        self.datasets = datasets
        self.methods = methods
        self.entries = entries
        self.differences = differences
    }
}

extension ReportPlace.Table {
    /// The number, where it has one.
    var number: Int? {
        if case .number(let number) = self { number } else { nil }
    }

    /// What stands before the caption: `Table 2` or `Table “instrument”`.
    var heading: String {
        switch self {
        case .number(let number): "Table \(number)"
        case .name(let name): "Table “\(name)”"
        }
    }
}

extension ResultTable {
    /// How a value stands among those of the other methods.
    package enum Standing: Sendable { case best, second, other }

    /// How many decimals our numbers are printed with.
    static let decimals = 2

    /// The standing of each method's value on one dataset, `nil` where there is no value.
    ///
    /// Values are compared as printed, so that equal digits stand alike: all best ones are best, and all of the next
    /// ones second. A value without any to compare with is neither, and results made elsewhere are not ranked.
    package func standings(dataset: Int, metric: ProportionMetric) -> [Standing?] {
        let values = zip(methods, entries).map { method, row in
            method.isExternal
                ? nil
                : row[dataset].measures[metric].flatMap { Double(NumberText.fixed($0.value, decimals: Self.decimals)) }
        }
        let present = values.compactMap { $0 }
        let ranked = Set(present).sorted { metric.isBetter($0, than: $1) }
        return values.map { value in
            value.map { value in
                guard present.count > 1 else { return .other }
                return value == ranked.first ? .best : value == ranked.dropFirst().first ? .second : .other
            }
        }
    }
}
