import Foundation
import ScientificFormats
import TestSupport
import Testing

/// A rendered table of `paper-tables`, each row by the names of its columns.
struct RenderedTable {
    private let rows: [[String: String]]

    /// Reads a table by its name, such as `table1`.
    init(_ name: String) throws {
        let text = try String(contentsOfFile: MarkdownFile.repository + "paper-tables/\(name).csv", encoding: .utf8)
        let records = try CSV.records(of: text)
        let header = try #require(records.first).fields
        rows = records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0.fields)) }
    }

    /// The titles of its methods.
    var methods: Set<String> { Set(rows.compactMap { $0["method"] }) }

    func row(dataset: String, method: String, metric: String) -> [String: String]? {
        rows.first { $0["dataset"] == dataset && $0["method"] == method && $0["metric"] == metric }
    }
}
