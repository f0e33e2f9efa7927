public import ProportionInference
internal import Foundation
internal import ScientificFormats

/// The numbers that a paper prints in one of its tables.
///
/// They are data, read from a file with the columns `table,dataset,method,metric,published`; what the paper does not
/// print has no line.
public struct PublishedTable: Sendable {
    /// The table's number in the paper.
    public let number: Int
    /// The datasets' catalogue names, in the order of their first lines.
    public let datasets: [String]
    /// The methods' names as printed, in the order of their first lines.
    public let methods: [String]
    private let numbers: [Key: PublishedNumber]

    private struct Key: Hashable {
        let dataset: String
        let method: String
        let metric: ProportionMetric
    }

    /// Reads a table.
    ///
    /// - Parameter path: The file, in UTF-8.
    /// - Throws: ``ReportError/file(path:line:reason:)`` for the first line that is not as it has to be, or what the file
    ///   system answers.
    public init(path: String) throws {
        let bytes = try FileBytes.read(path: path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ReportError.file(path: path, line: 1, reason: "not in UTF-8")
        }
        try self.init(text: text, path: path)
    }

    /// Reads a table from its text; errors name `path`.
    package init(text: String, path: String) throws {
        func failure(_ line: Int, _ reason: String) -> ReportError { .file(path: path, line: line, reason: reason) }

        let records: [(line: Int, fields: [String])]
        do {
            records = try CSV.records(of: text)
        } catch {
            throw failure(error.line, error.reason)
        }
        let columns = ["table", "dataset", "method", "metric", "published"]
        guard let header = records.first, header.fields == columns else {
            throw failure(1, "the first line has to be '\(columns.joined(separator: ","))'")
        }
        var table: Int?
        var datasets: [String] = []
        var methods: [String] = []
        var numbers: [Key: PublishedNumber] = [:]
        for (line, fields) in records.dropFirst() {
            guard fields.count == columns.count else {
                throw failure(line, "\(fields.count) fields instead of \(columns.count)")
            }
            guard let number = Int(fields[0]), number > 0 else {
                throw failure(line, "'\(fields[0])' is not the number of a table")
            }
            guard table == nil || table == number else {
                throw failure(line, "a line of table \(number) in a file of another table")
            }
            let (dataset, method) = (fields[1], fields[2])
            guard !dataset.isEmpty, !method.isEmpty else { throw failure(line, "no dataset or no method") }
            guard let metric = ProportionMetric(rawValue: fields[3]) else {
                let known = ProportionMetric.allCases.map(\.rawValue).joined(separator: ", ")
                throw failure(line, "unknown metric '\(fields[3])'; known: \(known)")
            }
            guard let published = PublishedNumber(fields[4]), published.value <= 100 else {
                throw failure(line, "'\(fields[4])' is not a percentage from 0 to 100")
            }
            let previous = numbers.updateValue(published, forKey: Key(dataset: dataset, method: method, metric: metric))
            guard previous == nil else { throw failure(line, "\(metric) of \(method) on \(dataset) a second time") }
            table = number
            if !datasets.contains(dataset) { datasets.append(dataset) }
            if !methods.contains(method) { methods.append(method) }
        }
        guard let table else { throw failure(1, "no line with a number") }
        self.number = table
        self.datasets = datasets
        self.methods = methods
        self.numbers = numbers
    }

    /// The paper's numbers for a method on a dataset; a metric that the paper does not print has none.
    public func numbers(dataset: String, method: String) -> [ProportionMetric: PublishedNumber] {
        ProportionMetric.allCases.reduce(into: [:]) { found, metric in
            found[metric] = numbers[Key(dataset: dataset, method: method, metric: metric)]
        }
    }
}
