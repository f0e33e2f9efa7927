import Foundation
import Testing

/// Specs of one's own, which lie where people like.
@Suite("Specs of one's own", .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct OwnSpecTests {
    private let program: Program

    init() throws {
        program = try Program()
        // An image that is not here: a scene of its shape stands in. Its colours are left out.
        try write(
            "experiments/datasets.yml",
            """
            plot:
              title: Plot
              kind: hyperspectral-image
              citation: none
              license: none
              homepage: none
              by-hand: none
              files: {image: {path: plot.mat}}
              contents: {classes: [tree, water, dirt], rows: 12, columns: 10, bands: 68}
            """)
    }

    private func write(_ path: String, _ text: String) throws {
        let url = URL(filePath: program.folder + "/" + path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    private func spec(_ name: String, title: String = "Plot", batch: Int = 16) -> String {
        """
        name: \(name)
        title: \(title)
        dataset: {source: plot, normalization: none}
        split: {kind: bands, axis: rows, train: [0, 6], validation: [6, 8], test: [8, 12]}
        architecture: zhang-pixel-cnn
        training: {runs: 1, epochs: 2, batch: \(batch), optimizer: adam}
        losses: [mse]
        baselines: [sunsal]
        selection: {metric: mmae, on: validation}
        report: {table: mine, columns: [{part: plot, title: Plot}], figures: {regions: plot-regions}}
        """
    }

    private func start(_ arguments: String...) throws -> Program.Ending { try program.start(arguments).wait() }

    @Test("two specs of one name are refused before anything runs", arguments: ["run", "plan", "validate", "report"])
    func repeatedName(command: String) throws {
        try write("a.yaml", spec("t1", title: "Batch 16"))
        try write("b.yaml", "# The same name.\n" + spec("t1", title: "Batch 8", batch: 8))
        let ending = try start(command, "a.yaml", "b.yaml")
        #expect(ending.status == 64 && ending.output.isEmpty, "\(ending)")
        #expect(ending.errors.hasPrefix("b.yaml:2:7: the name 't1' is that of a.yaml already"), "\(ending.errors)")
        #expect(try program.files(below: "results").isEmpty)
        let twice = try start(command, "a.yaml", "a.yaml")
        #expect(twice.status == 64 && twice.errors.contains("a.yaml:1:7: this spec is given twice"))
    }

    @Test("a spec that ends in .yml is one of the experiments, and two of one name are refused there, too")
    func otherEnding() throws {
        try write("experiments/one.yml", spec("one"))
        try write("experiments/two.yaml", spec("two"))
        let both = try start("validate")
        #expect(both.status == 0 && both.output.hasPrefix("one: 1 losses") && both.output.contains("\ntwo: 1 losses"))
        try write("experiments/two.yaml", spec("one"))
        let repeated = try start("validate")
        #expect(
            repeated.status == 64 && repeated.errors.contains("experiments/two.yaml:1:7: the name 'one' is that of"))
        try write("experiments/two.yaml", spec("two"))
        try write("experiments/datasets.yaml", "{}")
        let catalogues = try start("validate")
        #expect(catalogues.status == 64 && catalogues.errors.contains("there are two catalogues of datasets"))
    }

    @Test("a run prints the scores of its own runs alone, on validation and on test samples")
    func scores() throws {
        try write("my/spec.yaml", spec("mine"))
        let first = try start("run", "my/spec.yaml")
        #expect(first.status == 0, "\(first)")
        let line = /validation MMAE of each run, in percent: [0-9.]+( \(dead: [a-z, ]+\))?\n/
        #expect(first.output.contains(line))
        #expect(first.output.contains(/test plot, in percent: RMSE [0-9.]+, MMAE [0-9.]+, RRS [0-9.]+ \(run 1\)/))
        #expect(first.output.contains(/SUnSAL\n    test plot, in percent: RMSE .* \(one run\)/))
        #expect(!first.output.contains("not shown"))

        // Of another recipe only one method is run again; the record of the other is another recipe's.
        try write("my/spec.yaml", spec("mine", batch: 8).replacing("baselines: [sunsal]\n", with: ""))
        let second = try start("run", "my/spec.yaml", "--validation-only")
        #expect(second.status == 0 && second.output.contains(line), "\(second)")
        #expect(
            second.output.contains("not shown: 1 of the records there, for which this call does not ask"),
            "\(second.output)")
        #expect(!second.output.contains("test plot") && !second.output.contains("SUnSAL"))
    }

    @Test("the command in a record names no folder of the machine")
    func command() throws {
        try write("my/spec.yaml", spec("mine"))
        let folder = program.folder + "/elsewhere"
        #expect(
            try start("run", program.folder + "/my/spec.yaml", "--results=\(folder)", "--cache", folder).status == 0)
        let records = try program.files(below: "elsewhere").filter { $0.key.hasSuffix("record.json") }
        #expect(!records.isEmpty)
        for record in records.values {
            let text = String(decoding: record, as: UTF8.self)
            #expect(text.contains("proportions run spec.yaml --results=elsewhere --cache elsewhere"), "\(text)")
            #expect(!text.contains(program.folder))
        }
    }

    @Test("a spec anywhere is reported from its records alone, into a folder that is not the paper's")
    func report() throws {
        try write("my/spec.yaml", spec("mine"))
        let none = try start("report", "my/spec.yaml")
        #expect(none.status == 1 && none.errors == "mine: no records of effort 'paper' in 'results'\n", "\(none)")
        #expect(try start("run", "my/spec.yaml", "--effort", "smoke", "--quiet").status == 0)
        let other = try start("report", "my/spec.yaml", "--data", "nowhere")
        #expect(other.status == 1)
        #expect(
            other.errors.contains("no records of effort 'paper' in 'results'; there are: smoke-stand-in (see --effort)")
        )
        let shown = try start("report", "my/spec.yaml", "--effort", "smoke")
        #expect(shown.status == 0 && shown.output.contains("| MSE"), "\(shown)")
        let files = try program.files(below: "tables")
        #expect(files["smoke-stand-in/table-mine.md"] != nil && files["smoke-stand-in/plot-regions.png"] != nil)
        #expect(try program.files(below: "paper-tables").isEmpty)
        #expect(try start("report", "my/spec.yaml", "--only", "mine").status == 64)
    }

    @Test("with a folder of data, validation says what is not there")
    func validateData() throws {
        try write("my/spec.yaml", spec("mine"))
        let ending = try start("validate", "my/spec.yaml", "--data", "nowhere")
        #expect(ending.status == 0)
        #expect(ending.output.hasSuffix("dataset plot\n  stand-in: a synthetic scene, because plot.mat is missing\n"))
        let json = try start("validate", "my/spec.yaml", "--data", "nowhere", "--json")
        #expect(json.output.contains("\"stand_in\" : \"a synthetic scene"))
    }
}
