public import Experiments
public import ProportionInference

/// A number of a table, and the records that it comes from.
public struct ReportedNumber: Sendable {
    /// Which number it is.
    public let address: NumberAddress
    /// The experiment's records.
    public let results: ExperimentResults
    /// The method.
    public let method: CatalogCard
    /// The column.
    public let column: ReportPlace.Column
    /// What the table shows of the method there.
    public let entry: TableEntry

    /// Our value, its mean and its spread, in percent; nothing where there is no number.
    public var measure: Measure? { entry.measures[address.metric] }
    /// The published number.
    public var published: PublishedNumber? { entry.published[address.metric] }

    /// Whether the method's results were made elsewhere.
    public var isExternal: Bool { records().contains { $0.isExternal } }

    /// The runs of the method.
    public func records() -> [RunRecord] { results.records(of: method.name) }

    /// The score of one of the runs, in percent; nothing where it has none.
    public func score(of record: RunRecord) -> Double? {
        record.tests.first { $0.part == column.part }.map { 100 * address.metric.value(in: $0.scores) }
    }
}
