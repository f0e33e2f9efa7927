import Foundation
import Reports
import ScientificFormats
import Testing

@Suite struct ResultTableTests {
    private typealias Standing = ResultTable.Standing

    /// A table of one dataset whose methods have the given values for every metric.
    private static func table(values: [Double?]) -> ResultTable {
        ResultTable(
            table: .number(1), caption: "", effort: "paper", datasets: [TableDataset(name: "d", title: "D")],
            methods: values.map { _ in TableMethod(title: "M", given: "") },
            entries: values.map { value in
                let measures = value.map { TableScenes.measures($0, $0, $0) } ?? [:]
                return [TableEntry(runs: 1, measures: measures)]
            })
    }

    @Test(
        arguments: [
            ([2, 1, 3], [Standing.second, .best, .other], [Standing.second, .other, .best]),
            ([1, 1, 2, 3], [.best, .best, .second, .other], [.other, .other, .second, .best]),
            ([1, 2, 2, 3], [.best, .second, .second, .other], [.other, .second, .second, .best]),
            // Alike as printed.
            ([1.001, 1.004, 1.006], [.best, .best, .second], [.second, .second, .best]),
            ([2, nil, 1], [.second, nil, .best], [.best, nil, .second]),
            ([2, .nan, 1], [.second, nil, .best], [.best, nil, .second]),
            ([5], [.other], [.other]), ([nil, 5], [nil, .other], [nil, .other]), ([nil], [nil], [nil]),
            ([4, 4], [.best, .best], [.best, .best]),
        ] as [([Double?], [Standing?], [Standing?])])
    func standings(values: [Double?], lowerIsBetter: [ResultTable.Standing?], higherIsBetter: [ResultTable.Standing?]) {
        let table = Self.table(values: values)
        #expect(table.standings(dataset: 0, metric: .rmse) == lowerIsBetter)
        #expect(table.standings(dataset: 0, metric: .mmae) == lowerIsBetter)
        #expect(table.standings(dataset: 0, metric: .rrs) == higherIsBetter)
    }

    /// Compares with the committed renderings, which were checked by hand.
    ///
    /// `RECORD_SNAPSHOTS=1 swift test` writes them anew.
    @Test(arguments: ["table2", "table-instrument"], ["md", "tex", "csv"])
    func rendersAsCommitted(name: String, ending: String) throws {
        let table = name == "table2" ? TableScenes.table : TableScenes.partial
        let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/Reports")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try FileManager.default.createDirectory(at: fixtures, withIntermediateDirectories: true)
            try table.write(into: fixtures)
        }
        let committed = try String(contentsOf: fixtures.appending(path: "\(name).\(ending)"), encoding: .utf8)
        #expect(["md": table.markdown, "tex": table.latex, "csv": table.csv][ending] == committed)
    }

    @Test func csvBeginsWithTheAgreedColumnsAndReadsBack() throws {
        let records = try CSV.records(of: TableScenes.table.csv)
        #expect(
            records.first?.fields.prefix(10) == [
                "table", "dataset", "method", "metric", "value", "mean", "standard_deviation", "runs", "published",
                "effort",
            ])
        // 3 methods, 2 datasets, 3 metrics.
        #expect(records.count == 1 + 18)
        #expect(records.allSatisfy { $0.fields.count == 18 })
    }

    /// The numbers of each dataset stand by themselves; an empty row of a method that its experiment lacks would tell nothing.
    @Test func markdownShowsTheMethodsThatTheExperimentOfADatasetHas() {
        let missing = "no run was completed"
        let table = ResultTable(
            table: .name("parts"), caption: "", effort: "paper",
            datasets: [TableDataset(name: "whole", title: "Whole"), TableDataset(name: "part", title: "Part")],
            methods: ["Kept", "Other", "Failed"].map { TableMethod(title: $0, given: "labels") },
            entries: [
                [
                    TableEntry(runs: 3, selectedRun: 1, measures: TableScenes.measures(1, 1, 99)),
                    TableEntry(runs: 3, selectedRun: 1, measures: TableScenes.measures(2, 2, 98)),
                ],
                [
                    TableEntry(runs: 3, selectedRun: 1, measures: TableScenes.measures(3, 3, 97)),
                    TableEntry(runs: 0, measures: [:], missingReason: missing),
                ],
                [
                    TableEntry(runs: 3, selectedRun: 1, measures: TableScenes.measures(4, 4, 96)),
                    TableEntry(runs: 0, wantedRuns: 3, measures: [:], missingReason: missing),
                ],
            ])
        let parts = table.markdown.components(separatedBy: "## Part")
        #expect(parts[0].contains("| Other ") && !parts[1].contains("| Other "), "\(table.markdown)")
        #expect(parts[1].contains("| Failed ") && parts[1].contains("Part, Failed: numbers are missing: \(missing)."))
        #expect(!parts[1].contains("Other"))
    }

    @Test func markdownEscapesMarkup() {
        #expect(Markdown.escape("MSE & Dirichlet") == "MSE & Dirichlet")
        #expect(
            Markdown.escape("a|b *c* _d_ `e` <f> [g] \\ ~ #")
                == "a\\|b \\*c\\* \\_d\\_ \\`e\\` \\<f\\> \\[g\\] \\\\ \\~ \\#")
        #expect(Markdown.escape("&amp; &#35; R&D") == "\\&amp; \\&\\#35; R\\&D")
        #expect(Markdown.escape("two\r\nlines\nhere") == "two lines here")
    }

    @Test func latexEscapesEverySpecial() {
        #expect(LaTeX.escape("MSE & Dirichlet 100 %") == "MSE \\& Dirichlet 100 \\%")
        #expect(
            LaTeX.escape("# $ _ { } ~ ^ \\ < > | \"")
                == "\\# \\$ \\_ \\{ \\} \\textasciitilde{} \\textasciicircum{} \\textbackslash{} \\textless{} "
                + "\\textgreater{} \\textbar{} \\char34{}")
        #expect(LaTeX.escape("2θ ≥ 5° – “é” −1 ± 2") == "2$\\theta$ $\\geq$ 5\\textdegree{} -- ``é'' $-$1 $\\pm$ 2")
        #expect(LaTeX.escape("a\\%b\nc") == "a\\textbackslash{}\\%b c")
    }

    @Test func latexIsWellFormed() {
        let lines = TableScenes.table.latex.split(separator: "\n").map(String.init)
        for environment in ["table", "tabular"] {
            #expect(
                lines.count { $0.contains("\\begin{\(environment)}") }
                    == lines.count { $0.contains("\\end{\(environment)}") })
        }
        #expect(!lines.contains { $0.contains("|") || $0.contains("\\hline") })
        // A row has one separator less than the tabular has columns, or is a heading across all of them.
        let rows = lines.filter { $0.hasSuffix("\\\\") && !$0.contains("\\multicolumn") }
        let separators = rows.map { $0.replacing("\\&", with: "").count { $0 == "&" } }
        #expect(separators == [9, 9, 9, 9, 9, 9, 9, 5, 5, 5, 5, 5, 5, 5])
        for line in lines {
            #expect(
                line.count { $0 == "{" } - line.count { $0 == "}" }
                    == (line.contains("\\parbox") ? 1 : line == "  }" ? -1 : 0))
        }
    }

    @Test func numbersPrintRounded() {
        #expect(NumberText.fixed(2.345678, decimals: 2) == "2.35")
        #expect(NumberText.fixed(-0.001, decimals: 2) == "0.00")
        #expect(NumberText.fixed(-0.006, decimals: 2) == "-0.01")
        #expect(NumberText.signed(0.004, decimals: 2) == "0.00")
        #expect(NumberText.signed(0.006, decimals: 2) == "+0.01")
        #expect(NumberText.signed(-3, decimals: 2) == "-3.00")
    }

    @Test func anAbsentDatasetHasNoNumbers() async {
        await #expect(processExitsWith: .failure) {
            _ = ResultTable(
                table: .number(1), caption: "", effort: "",
                datasets: [TableDataset(name: "d", title: "D", absence: "d.txt is missing")],
                methods: [TableMethod(title: "M", given: "")],
                entries: [[TableEntry(runs: 0, measures: [:], published: TableScenes.published("1", "1", "1"))]])
        }
    }

    @Test func publishedNumbersNeverStandBesideAStandIn() async {
        await #expect(processExitsWith: .failure) {
            _ = ResultTable(
                table: .number(1), caption: "", effort: "",
                datasets: [TableDataset(name: "d", title: "D", standIn: "scene")],
                methods: [TableMethod(title: "M", given: "")],
                entries: [[TableEntry(runs: 0, measures: [:], published: TableScenes.published("1", "1", "1"))]])
        }
    }
}
