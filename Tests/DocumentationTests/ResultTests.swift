import Foundation
import ScientificFormats
import TestSupport
import Testing

/// Tables in prose repeat numbers of the rendered ones.
@Suite struct ResultTests {
    /// Where the numbers of a row come from, by what the row is called.
    private static let subjects: [String: (file: String, dataset: String)] = [
        "simulated patterns": ("table1", "xrd-simulated"),
        "measured patterns": ("table1", "xrd-measured"),
        "simulated patterns, instrument simulated": ("table-instrument", "xrd-simulated"),
        "measured patterns, instrument simulated": ("table-instrument", "xrd-measured"),
        "Jasper Ridge": ("table2", "jasper-ridge"),
        "urban-resynthesized": ("table2", "urban-resynthesized"),
    ]

    /// A rendered table, by dataset, method and metric; each row by the names of the columns.
    private struct Rendered {
        let rows: [[String: String]]

        init(_ name: String) throws {
            let text = try String(contentsOfFile: MarkdownFile.repository + "paper-tables/\(name).csv", encoding: .utf8)
            let records = try CSV.records(of: text)
            let header = try #require(records.first).fields
            rows = records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0.fields)) }
        }

        func row(dataset: String, method: String, metric: String) -> [String: String]? {
            rows.first { $0["dataset"] == dataset && $0["method"] == method && $0["metric"] == metric }
        }
    }

    private let tables: [String: Rendered]

    init() throws {
        tables = try Dictionary(
            uniqueKeysWithValues: ["table1", "table2", "table-instrument"].map { ($0, try Rendered($0)) })
    }

    @Test(arguments: ["README.md", "Documentation/Results.md"])
    func everyNumberOfAResultIsTheOneOfTheRenderedTable(path: String) throws {
        let methods = Set(tables.values.flatMap { $0.rows.compactMap { $0["method"] } })
        let shown = try MarkdownFile(path).tables().filter { methods.intersection($0.header).count > 1 }
        #expect(shown.count >= 2)
        for table in shown {
            for row in table.rows { try check(row, under: table.header, at: "\(path):\(table.line)") }
        }
    }

    private func check(_ row: [String], under header: [String], at place: String) throws {
        #expect(row.count == header.count, "\(place): \(row[0])")
        // The name of a row is SUBJECT[, METRIC][, COLUMN].
        var subject = row[0]
        var column = "value"
        var metric = "mmae"
        for (ending, name) in [(", paper", "published"), (", mean", "mean"), (", mean ± s.d.", "mean ± s.d.")]
        where subject.hasSuffix(ending) {
            subject.removeLast(ending.count)
            column = name
        }
        for name in ["RMSE", "MMAE", "RRS"] where subject.hasSuffix(", " + name) {
            subject.removeLast(name.count + 2)
            metric = name.lowercased()
        }
        let source = try #require(Self.subjects[subject], "\(place): unknown row '\(row[0])'")
        let rendered = try #require(tables[source.file])
        for (method, cell) in zip(header, row).dropFirst() {
            let found = rendered.row(dataset: source.dataset, method: method, metric: metric)
            #expect(cell == text(of: found, column: column), "\(place): \(row[0]), \(method)")
        }
    }

    /// A number as prose shows it: ours with two decimals, the paper's as printed, and a dash for none.
    private func text(of row: [String: String]?, column: String) -> String {
        func number(_ name: String) -> String? {
            row?[name].flatMap(Double.init).map { String(format: "%.2f", $0) }
        }
        switch column {
        case "published": return row?[column].flatMap { $0.isEmpty ? nil : $0 } ?? "–"
        case "mean ± s.d.":
            guard let mean = number("mean") else { return "–" }
            return number("standard_deviation").map { "\(mean) ± \($0)" } ?? mean
        default: return number(column) ?? "–"
        }
    }
}
