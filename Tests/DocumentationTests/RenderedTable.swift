import Foundation
import ScientificFormats
import TestSupport

/// A rendered table of `paper-tables`.
struct RenderedTable {
    private let rows: [CSVTable.Row]

    /// Reads a table by its name, such as `table1`.
    init(_ name: String) throws {
        let path = MarkdownFile.repository + "paper-tables/\(name).csv"
        rows = try CSVTable(String(contentsOfFile: path, encoding: .utf8)).rows
    }

    /// The titles of its methods.
    func methods() -> Set<String> { Set(rows.map { $0["method"] }) }
}
