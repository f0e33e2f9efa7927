import Experiments
import Foundation
import Reports
import ScientificFormats
import Testing

@Suite("From records to tables")
struct ReportTests {
    private let laboratory: Laboratory
    private let published = """
        table,dataset,method,metric,published
        9,measured,MSE,mmae,7.77
        9,made,MSE,mmae,5.55
        9,made,MSE & Dirichlet,rmse,4.44

        """

    init() throws {
        laboratory = try Laboratory()
        try FileManager.default.createDirectory(
            atPath: laboratory.folder + "/published", withIntermediateDirectories: true)
        try Data(published.replacing("\n\n", with: "\n").utf8)
            .write(to: URL(filePath: laboratory.folder + "/published/table9.csv"))
    }

    /// Carries out plans and draws their tables and figures.
    private func report(_ plans: ExperimentPlan...) throws -> Report.Summary {
        for plan in plans { try laboratory.carryOut(plan) }
        return try draw(plans)
    }

    /// Draws tables of what is there.
    private func reportAlone(_ plans: ExperimentPlan...) throws -> Report.Summary { try draw(plans) }

    private func draw(_ plans: [ExperimentPlan]) throws -> Report.Summary {
        try Report(
            store: laboratory.store, outputFolder: laboratory.folder + "/tables",
            publishedFolder: laboratory.folder + "/published", figures: ToyFigure.all
        ).write(plans.map { Report.Subject(spec: $0.spec, edition: $0.edition) })
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: laboratory.folder + "/tables/" + name, encoding: .utf8)
    }

    /// The fields of the lines of a table's CSV file by the names of their columns.
    private func rows(_ name: String) throws -> [[String: String]] {
        let records = try CSV.records(of: try text(name))
        return records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(records[0].fields, $0.fields)) }
    }

    /// The spec of two parts, with figures and other replacements.
    private func duo(_ edits: [(String, String)] = []) throws -> ExperimentPlan {
        let two = Laboratory.duo.map { ($0.key, $0.value) }
        let all = two + [("  table: 9", "  table: 9\n  figures: {patterns: some}")] + edits
        return try laboratory.plan(all)
    }

    @Test("baselines have rows like any other method, and none of their runs is selected")
    func baselines() throws {
        let plan = try laboratory.plan(BaselineTests.both)
        #expect(try report(plan).notes.isEmpty)
        let rows = try rows("table9.csv").filter { $0["metric"] == "mmae" }
        #expect(rows.map { $0["method"] } == ["MSE", "Uniform", "Drawn"])
        let scores = try plan.runs[3...].map { 100 * (try laboratory.record($0)).tests[0].scores.mmae }
        let mean = String(format: "%.4f", (scores[0] + scores[1]) / 2)
        #expect(rows[2]["value"] == mean && rows[2]["mean"] == mean && rows[2]["runs"] == "2")
        #expect(rows.map { $0["selected_run"] == "" } == [false, true, true] && rows[1]["standard_deviation"] == "")
        let markdown = try text("table9.md")
        #expect(markdown.contains("Not trained, so not selected either: Uniform · Drawn."))
        #expect(markdown.contains("- Toy, Drawn: it was drawn.\n"))
    }

    @Test("two test parts of one experiment are two groups of columns, in the published order")
    func twoParts() throws {
        try laboratory.setMeasured(true)
        let plan = try duo()
        let summary = try report(plan)
        #expect(summary.notes.isEmpty, "\(summary.notes)")
        let rows = try rows("table9.csv")
        #expect(rows.count == 30 && rows.prefix(15).allSatisfy { $0["dataset"] == "measured" })
        let mse = rows.filter { $0["method"] == "MSE" && $0["metric"] == "mmae" }
        #expect(mse.map { $0["published"] } == ["7.77", "5.55"])
        #expect(rows.allSatisfy { $0["value"] != "" && $0["missing"] == "" && $0["runs"] == "2" })
        // Both parts are of the same samples.
        #expect(mse[0]["value"] == mse[1]["value"])
        let record = try #require(
            Selection.best(of: try plan.runs.filter { $0.method.card.name == "mse" }.map { try laboratory.record($0) }))
        let value = try #require(mse[0]["value"].flatMap { Double($0) })
        #expect(abs(value - 100 * record.tests[0].scores.mmae) < 1e-4)
        for ending in ["png", "pdf", "svg"] {
            #expect(summary.written.contains(laboratory.folder + "/tables/some.\(ending)"))
        }
    }

    @Test("an absent part keeps its columns without any number, and the table says how to get it")
    func absent() throws {
        let summary = try report(try duo())
        let rows = try rows("paper-partial/table9.csv")
        let (measured, made) = (rows.prefix(15), rows.dropFirst(15))
        #expect(made.contains { $0["published"] == "5.55" } && made.allSatisfy { $0["value"] != "" })
        #expect(measured.allSatisfy { $0["value"] == "" && $0["published"] == "" && $0["runs"] == "0" })
        #expect(measured.allSatisfy { $0["missing"] == "measured.txt is missing; Ask the neighbour." })
        let note = "Measured is not here: measured.txt is missing; Ask the neighbour."
        for name in ["table9.md", "table9.tex"] {
            let text = try text("paper-partial/" + name)
            #expect(text.components(separatedBy: note).count == 2 && !text.contains("neighbour.."), "\(text)")
        }
        #expect(try text("paper-partial/table9.md").contains("| MSE             |      – |      – |     – |"))
        #expect(!FileManager.default.fileExists(atPath: laboratory.folder + "/tables/table9.md"))
        #expect(summary.written.allSatisfy { $0.contains("/tables/paper-partial/") })
    }

    @Test("experiments share a table of our own, which says that the paper has none like it")
    func ownTable() throws {
        try laboratory.setMeasured(true)
        let toy = try laboratory.plan(["table: 9": "table: width\n  caption: Of our own", "runs: 2": "runs: 1"])
        let other = try duo([("table: 9", "table: width\n  published: 9"), ("name: toy", "name: duo")])
        let summary = try report(toy, other)
        #expect(summary.notes.isEmpty)
        let markdown = try text("table-width.md")
        #expect(markdown.hasPrefix("# Table “width”. Of our own\n"))
        #expect(
            markdown.contains("\n- The paper has no such table.\n- The paper's numbers are those of its Table 9.\n"))
        #expect(try text("table-width.tex").contains("\\label{tab:width}"))
        let rows = try rows("table-width.csv")
        #expect(rows.count == 45 && rows.allSatisfy { $0["table"] == "width" })
        #expect(Set(rows.compactMap { $0["dataset"] }) == ["toy", "made", "measured"])
        #expect(rows.filter { $0["dataset"] == "toy" }.allSatisfy { $0["published"] == "" })
    }

    @Test("a table of our own without published numbers has none beside it, and misses none")
    func alone() throws {
        let summary = try report(try laboratory.plan(["table: 9": "table: width"]))
        #expect(summary.notes.isEmpty)
        let markdown = try text("table-width.md")
        #expect(markdown.hasPrefix("# Table “width”. Results in percent\n") && !markdown.contains("paper |"))
    }

    @Test("two captions of one table are told, and so are published numbers that are not there")
    func notes() throws {
        let first = try laboratory.plan(["table: 9": "table: width\n  caption: One\n  published: 8"])
        let second = try laboratory.plan(["table: 9": "table: width\n  caption: Two", "name: toy": "name: toy-2"])
        let notes = try report(first, second).notes
        #expect(notes.count == 2)
        #expect(notes[0] == "table width has several captions, of which the first is shown: toy, toy-2")
        #expect(notes[1].hasPrefix("no published numbers beside table width: ") && notes[1].contains("table8.csv"))
    }

    @Test("a damaged record is named in the table, which keeps its row and marks the mean over fewer runs")
    func damagedRecord() throws {
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        for (index, run) in plan.runs.enumerated() where [0, 2, 3].contains(index) {
            try Data("{".utf8).write(to: URL(filePath: laboratory.path(run) + "/record.json"))
        }
        let summary = try reportAlone(plan)
        #expect(summary.troubles.count == 3)
        let markdown = try text("table9.md")
        #expect(markdown.contains("| 1 of 2 | labels"))
        #expect(markdown.contains(/\| MSE & Dirichlet \| +\d+\.\d\d † \|/))
        #expect(markdown.contains("run-1 is not counted: ") && markdown.contains("- †: over fewer runs"))
        let rows = try rows("table9.csv").filter { $0["metric"] == "mmae" }
        #expect(rows.map { $0["runs"] } == ["2", "1", "0", "2", "2"])
    }

    @Test("damaged facts are told, and keep no other experiment from being drawn")
    func damagedFacts() throws {
        let (toy, other) = (try laboratory.plan(), try laboratory.plan(["name: toy": "name: other"]))
        for plan in [toy, other] { try laboratory.carryOut(plan) }
        let facts = laboratory.store.datasetFolder(experiment: "toy", edition: "paper") + "/dataset.json"
        try Data("{".utf8).write(to: URL(filePath: facts))
        let summary = try reportAlone(toy, other)
        #expect(summary.troubles.count == 1 && summary.troubles[0].contains("dataset.json"))
        #expect(try text("table9.md").contains("Toy is not here: \(summary.troubles[0].replacing("_", with: "\\_"))"))
        #expect(try rows("table9.csv").count { $0["value"] != "" } == 15)
    }

    @Test("rows that were made elsewhere than most runs are marked")
    func elsewhere() throws {
        let plan = try laboratory.plan()
        try laboratory.carryOut(plan)
        let path = laboratory.path(plan.runs[9]) + "/record.json"
        var record = try readJSON(path)
        record["provenance"]?["environment"]?["commit"] = "0123456789abcdef"
        try writeJSON(record, to: path)
        let summary = try reportAlone(plan)
        #expect(summary.troubles.isEmpty)
        let marked = try text("table9.md").split(separator: "\n").filter { $0.contains("2 ‡") }
        #expect(marked.count == 1 && marked[0].hasPrefix("| MSE & prop."))
        #expect(try text("table9.md").contains("- Toy, MSE & prop.: ‡ commit 0123456789, "))
    }
}
