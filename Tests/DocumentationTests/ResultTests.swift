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

    /// A row of an article that shows a result among other numbers.
    struct Quotation: Sendable, CustomTestStringConvertible {
        let article: String
        /// The first cells of the row.
        let cells: [String]
        let file: String
        let dataset: String
        let method: String

        var testDescription: String { "\(article): \(cells.joined(separator: ", "))" }

        init(_ article: String, _ cells: [String], _ file: String, _ dataset: String, _ method: String) {
            self.article = article
            self.cells = cells
            self.file = file
            self.dataset = dataset
            self.method = method
        }
    }

    private static let refinement = "Sources/PowderDiffraction/Documentation.docc/RefiningPatterns.md"
    private static let unmixing = "Sources/Unmixing/Documentation.docc/SolvingForAbundances.md"
    private static let quotations = [
        Quotation(refinement, ["`standard`"], "table1", "xrd-measured", "Stand. Rietveld"),
        Quotation(
            refinement, ["displacement: the recipe `full-pattern`"], "table1", "xrd-measured", "Full-pattern fit"),
        Quotation("Benchmarks/README.md", ["standard", "proportions"], "table1", "xrd-measured", "Stand. Rietveld"),
        Quotation("Benchmarks/README.md", ["constrained", "proportions"], "table1", "xrd-measured", "Const. Rietveld"),
        Quotation(
            "Benchmarks/README.md", ["full-pattern", "proportions"], "table1", "xrd-measured", "Full-pattern fit"),
        Quotation(unmixing, ["5437", "rows 67 to 99"], "table2", "jasper-ridge", "SUnSAL"),
        Quotation(unmixing, ["SiVM, whole image", "as they are"], "table2", "jasper-ridge", "SUnSAL (SiVM)"),
    ]

    private let tables: [String: RenderedTable]

    init() throws {
        tables = try Dictionary(
            uniqueKeysWithValues: ["table1", "table2", "table-instrument"].map { ($0, try RenderedTable($0)) })
    }

    @Test(arguments: ["README.md", "Documentation/Results.md"])
    func everyNumberOfAResultIsTheOneOfTheRenderedTable(path: String) throws {
        let methods = tables.values.reduce(Set()) { $0.union($1.methods()) }
        let shown = try MarkdownFile(path).tables().filter { methods.intersection($0.header).count > 1 }
        #expect(shown.count >= 2)
        for table in shown {
            for row in table.rows { try check(row, under: table.header, at: "\(path):\(table.line)") }
        }
    }

    @Test(arguments: quotations)
    func articlesQuoteResultsAsTheyAre(quotation: Quotation) throws {
        let tables = try MarkdownFile(quotation.article).tables()
        let found = tables.flatMap { table in
            table.rows.filter { Array($0.prefix(quotation.cells.count)) == quotation.cells }.map { (table.header, $0) }
        }
        let (header, row) = try #require(found.first)
        #expect(found.count == 1)
        var compared = 0
        for (title, cell) in zip(header, row) {
            let metric = title.replacing(", %", with: "").lowercased()
            guard ["rmse", "mmae", "rrs"].contains(metric) else { continue }
            let found = self.tables[quotation.file]?.row(
                dataset: quotation.dataset, method: quotation.method, metric: metric)
            let value = try #require(found.flatMap { Double($0["value"]) })
            let decimals = cell.split(separator: ".").dropFirst().first?.count ?? 0
            #expect(cell == String(format: "%.\(decimals)f", value), "\(title)")
            compared += 1
        }
        #expect(compared >= 2)
    }

    @Test func theArticleOnJasperRidgeStartsFromTheRecordsOfItsSpec() throws {
        struct Record: Decodable {
            struct Scores: Decodable { let mmae: Double }
            let methodTitle: String
            let validation: Scores
            let deadClasses: [String]
        }
        let article = try MarkdownFile("Sources/HyperspectralField/Documentation.docc/JasperRidgeRecipe.md")
        let table = try #require(article.tables().first { $0.header.first == "change" })
        let row = try #require(table.rows.first { $0[0] == "none, the records of today" })
        for (title, cell) in zip(table.header, row).dropFirst() {
            let name = title.replacing("&", with: "").replacing(".", with: "").lowercased().split(separator: " ")
                .joined(separator: "-").replacing("prop", with: "proportion")
            let records = try (1...5).map { run in
                let path = "results/jasper-ridge/paper/\(name)/run-\(run)/record.json"
                let bytes = try Data(contentsOf: URL(filePath: MarkdownFile.repository + path))
                return try JSONDecoder().decode(Record.self, from: bytes)
            }
            #expect(records.allSatisfy { $0.methodTitle == title && $0.deadClasses.isEmpty })
            let mean = records.reduce(0) { $0 + $1.validation.mmae } / 5
            #expect(cell == String(format: "%.2f", 100 * mean), "\(title)")
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
    private func text(of row: CSVTable.Row?, column: String) -> String {
        func number(_ name: String) -> String? {
            row.flatMap { Double($0[name]) }.map { String(format: "%.2f", $0) }
        }
        switch column {
        case "published": return row.map { $0[column] }.flatMap { $0.isEmpty ? nil : $0 } ?? "–"
        case "mean ± s.d.":
            guard let mean = number("mean") else { return "–" }
            return number("standard_deviation").map { "\(mean) ± \($0)" } ?? mean
        default: return number(column) ?? "–"
        }
    }
}
