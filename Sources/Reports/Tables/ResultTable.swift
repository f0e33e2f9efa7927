public import Experiments

/// A measure of how well proportions are inferred, as tables show it: in percent.
public enum TableMetric: String, Sendable, CaseIterable {
    /// Root mean square error over all samples and classes.
    case rmse
    /// Mean over the samples of the largest absolute error of a class.
    case mmae
    /// Rate of samples whose present classes are all recovered, and no other.
    case rrs

    var title: String { rawValue.uppercased() }
    var isBetterWhenLower: Bool { self != .rrs }
}

/// A number as a paper prints it.
public struct PublishedNumber: Sendable, Hashable {
    /// The printed digits, such as `52.0`.
    public let text: String
    /// The number.
    public let value: Double

    /// Reads digits with at most one point among them; anything else gives `nil`.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let value = Double(text), value.isFinite
        else { return nil }
        self.text = text
        self.value = value
    }
}

/// What the runs of one method on one dataset gave for one metric, in percent.
public struct Measure: Sendable, Equatable {
    /// The selected run's value.
    public let value: Double
    /// The mean over the runs that finished.
    public let mean: Double
    /// The standard deviation over the runs that finished; none for a single run.
    public let standardDeviation: Double?

    /// Joins the three numbers.
    public init(value: Double, mean: Double, standardDeviation: Double?) {
        self.value = value
        self.mean = mean
        self.standardDeviation = standardDeviation
    }

    var isFinite: Bool { value.isFinite && mean.isFinite && (standardDeviation?.isFinite ?? true) }
}

/// What is known of one method on one dataset.
public struct TableEntry: Sendable {
    /// The number of runs, those that failed included.
    public let runs: Int
    /// How many of the runs failed or diverged; they have no part in means.
    public let failedRuns: Int
    /// How many of the other runs have a dead output; they do have a part in means.
    public let deadRuns: Int
    /// The number of the run that was selected by its validation MMAE.
    public let selectedRun: Int?
    /// Our numbers; a metric that is missing has none.
    public let measures: [TableMetric: Measure]
    /// The paper's numbers.
    public let published: [TableMetric: PublishedNumber]
    /// Why numbers are missing, where they are.
    public let missingReason: String?
    /// What else is to be said of the numbers, a sentence or two each.
    public let remarks: [String]

    /// Joins counts and numbers; a measure that is not finite counts as missing.
    public init(
        runs: Int, failedRuns: Int = 0, deadRuns: Int = 0, selectedRun: Int? = nil, measures: [TableMetric: Measure],
        published: [TableMetric: PublishedNumber] = [:], missingReason: String? = nil, remarks: [String] = []
    ) {
        precondition(
            failedRuns >= 0 && deadRuns >= 0 && failedRuns + deadRuns <= runs,
            "\(failedRuns) failed and \(deadRuns) dead of \(runs) runs")
        self.runs = runs
        self.failedRuns = failedRuns
        self.deadRuns = deadRuns
        self.selectedRun = selectedRun
        self.measures = measures.filter(\.value.isFinite)
        self.published = published
        self.missingReason = missingReason
        self.remarks = remarks
    }
}

/// A dataset with its part of a table.
public struct TableDataset: Sendable {
    /// The name in the data catalogue, such as `jasper-ridge`.
    public let name: String
    /// The name that tables print, such as `Jasper Ridge`.
    public let title: String
    /// What stands in for the published data; `nil` where the data are the published ones.
    public let standIn: String?
    /// Why the dataset is not there and how to get it; `nil` where it is there.
    public let absence: String?

    /// Joins names, stand-in and absence.
    public init(name: String, title: String, standIn: String? = nil, absence: String? = nil) {
        self.name = name
        self.title = title
        self.standIn = standIn
        self.absence = absence
    }
}

/// A method with its row of a table.
public struct TableMethod: Sendable {
    /// The name that the paper prints, such as `MSE & Dirichlet`.
    public let title: String
    /// In a few words what the method was given, such as `labelled pixels`.
    public let given: String

    /// Joins name and what was given.
    public init(title: String, given: String) {
        self.title = title
        self.given = given
    }
}

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

    /// Joins a table's parts.
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
        datasets: [TableDataset],
        methods: [TableMethod], entries: [[TableEntry]]
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
    /// ones second. A value without any to compare with is neither.
    package func standings(dataset: Int, metric: TableMetric) -> [Standing?] {
        let values = entries.map { row in
            row[dataset].measures[metric].flatMap { Double(NumberText.fixed($0.value, decimals: Self.decimals)) }
        }
        let present = values.compactMap { $0 }
        let ranked = Set(present).sorted { metric.isBetterWhenLower ? $0 < $1 : $0 > $1 }
        return values.map { value in
            value.map { value in
                guard present.count > 1 else { return .other }
                return value == ranked.first ? .best : value == ranked.dropFirst().first ? .second : .other
            }
        }
    }
}
