import DeclarativeFiles
import Foundation
import Testing

@Suite(
    "Numbers explained and verified", .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct ExplainTests {
    private let program: Program
    private let effort = ["--effort", "short"]

    init() throws {
        program = try Program()
        try OwnPlot.write(for: program)
    }

    private func start(_ arguments: String...) throws -> Program.Ending {
        try program.start(arguments + effort).wait()
    }

    /// Changes the record of a run.
    private func edit(_ method: String, _ change: (inout StructuredValue) -> Void) throws {
        let url = URL(filePath: program.folder + "/results/plot/short-stand-in/\(method)/run-1/record.json")
        var record = try JSONDecoder().decode(StructuredValue.self, from: Data(contentsOf: url))
        change(&record)
        try Data(record.canonicalJSON().utf8).write(to: url)
    }

    @Test("every input of a number is told, with the lines of the spec that determine it, and what makes it again")
    func explain() throws {
        #expect(try start("run", "experiments/plot.yaml", "--quiet").status == 0)
        let text = try start("explain", "table-mine/ce-softmax/plot/mmae")
        #expect(text.status == 0 && text.errors.isEmpty, "\(text)")
        let json = try JSONDecoder().decode(
            StructuredValue.self, from: Data(try start("explain", "MINE:ce-softmax:plot:MMAE", "--json").output.utf8))
        #expect(json["number"] == "table-mine/ce-softmax/plot/mmae" && json["runs"] == 2 && json["wanted_runs"] == 2)
        // The number is that of the table.
        #expect(try start("report", "experiments/plot.yaml").status == 0)
        let csv = String(
            decoding: try #require(
                FileManager.default.contents(atPath: program.folder + "/tables/short-stand-in/table-mine.csv")),
            as: UTF8.self)
        let row = try #require(csv.split(separator: "\n").first { $0.contains("CE & Softmax,mmae") })
        guard case .number(let value) = json["value"] else {
            Issue.record("no value")
            return
        }
        #expect(row.contains(",\(String(format: "%.4f", value)),"), "\(row)")
        // Of the lists of methods only the line of this one; neither title nor report nor comments.
        guard case .array(let lines) = json["spec"]?["lines"] else {
            Issue.record("no lines")
            return
        }
        #expect(lines.map { $0["line"] } == [2, 4, 5, 6, 7, 8, 10, 12])
        for known in [
            "Table “mine”, CE & Softmax, Plot, MMAE", "10    - ce-softmax", "stand-in: a synthetic scene",
            "training: 30 samples", "run 1", "run 2", "seed 0x", "weights.safetensors ", "epoch 1", "kernels ",
            "command: proportions run experiments/plot.yaml --quiet --effort short",
        ] { #expect(text.output.contains(known), "\(known)") }
        let again = try #require(text.output.split(separator: "\n").last)
        #expect(again.contains("proportions verify plot --method ce-softmax --effort short"))
    }

    @Test("a beginning lists the numbers that there are, and a wrong name says what there is")
    func list() throws {
        let all = try start("explain")
        #expect(all.status == 0 && all.output.split(separator: "\n").count == 9)
        #expect(all.output.hasPrefix("table-mine/mse/plot/rmse         –\n"))
        #expect(try start("explain", "mine/sunsal").output.split(separator: "\n").count == 3)
        for (name, message) in [
            ("table2", "unknown table 'table2'; known: table-mine"),
            ("mine/msee", "unknown method 'msee'; did you mean 'mse'? known: mse, ce-softmax, sunsal"),
            ("mine/mse/plot/rmse/x", "has 5 parts"),
        ] {
            let ending = try start("explain", name)
            #expect(ending.status == 64 && ending.errors.contains(message), "\(ending)")
        }
        #expect(try start("explain", "mine/mse/plot/rmse").status == 1)
    }

    @Test("numbers of experiments beyond the paper's are known as well, and their tables go beside one another")
    func beyond() throws {
        let text = try String(contentsOfFile: program.folder + "/experiments/plot.yaml", encoding: .utf8)
        for (folder, name) in [("beyond", "near"), ("beyond/series", "far"), ("beyond/series", "farther")] {
            let folder = URL(filePath: program.folder + "/experiments/" + folder)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let own = text.replacing("name: plot\n", with: "name: \(name)\n")
                .replacing("mine", with: name == "near" ? "near" : "series")
            try Data(own.utf8).write(to: folder.appending(path: name + ".yaml"))
        }
        #expect(try start("explain", "near/mse/plot").output.hasPrefix("table-near/mse/plot/rmse  –\n"))
        #expect(try start("explain", "series/mse/farther").output.hasPrefix("table-series/mse/farther/rmse  –\n"))
        // Whichever of them is named, a table holds all that there is.
        for name in ["near", "far", "farther"] {
            #expect(try start("run", name, "--quiet", "--method", "sunsal").status == 0)
        }
        #expect(try start("report", "far", "--tables-only").status == 0)
        #expect(try start("report", "experiments/beyond/near.yaml", "--tables-only").status == 0)
        let files = try program.files(below: "paper-tables/beyond", endings: ["csv"])
        #expect(files.keys.sorted() == ["short-stand-in/table-near.csv", "short-stand-in/table-series.csv"])
        let series = String(decoding: try #require(files["short-stand-in/table-series.csv"]), as: UTF8.self)
        #expect(series.split(separator: "\n").count { $0.contains("SUnSAL,mmae,") } == 2, "\(series)")
        #expect(!FileManager.default.fileExists(atPath: program.folder + "/tables"))
    }

    @Test("a number whose record was altered is told as such, in the list, by itself, and where a text repeats it")
    func altered() throws {
        #expect(try start("run", "experiments/plot.yaml", "--quiet").status == 0)
        let sound = try start("explain", "mine/mse/plot/mmae").output
        let value = try #require(try start("explain", "mine/mse").output.firstMatch(of: /mmae +([0-9.]+)\n/)).1
        let mark = "\(value)<!-- = table-mine/mse/plot/mmae -->\n"
        try Data(mark.utf8).write(to: URL(filePath: program.folder + "/text.md"))
        #expect(try start("check", "text.md").status == 0)
        #expect(!sound.contains("is not counted"))
        try edit("mse") { $0["selectedEpoch"] = 7 }
        let list = try start("explain", "mine")
        let lines = list.output.split(separator: "\n")
        #expect(lines.count == 9)
        for line in lines { #expect(line.contains("run-1 is not counted: ") == line.contains("/mse/"), "\(line)") }
        let json = try JSONDecoder().decode(
            [StructuredValue].self, from: Data(try start("explain", "mine/mse", "--json").output.utf8))
        for number in json {
            guard case .array(let damages)? = number["damaged"] else {
                Issue.record("no list of damages")
                continue
            }
            #expect(damages.count == 1)
        }
        #expect(try start("explain", "mine/mse/plot/mmae").output.contains("run-1 is not counted: "))
        let check = try start("check", "text.md")
        #expect(
            check.status == 1 && check.errors.contains("cannot be compared with table-mine/mse/plot/mmae: run-1"),
            "\(check)")
        // Where no run is left, there is no number, and the reason is told.
        try edit("sunsal") { $0["outcome"] = "failed" }
        #expect(try start("explain", "mine/sunsal").output.contains("–  run-1 is not counted: "))
        #expect(try start("explain", "mine/sunsal/plot/mmae").output.contains("run-1 is not counted: "))
    }

    @Test("where experiments of a table share a test part, each column has the name of its experiment")
    func sharedPart() throws {
        let spec = program.folder + "/experiments/plot.yaml"
        let text = try String(contentsOfFile: spec, encoding: .utf8)
        try Data(text.replacing("name: plot\n", with: "name: lower\n").utf8)
            .write(to: URL(filePath: program.folder + "/experiments/lower.yaml"))
        let names = try start("explain", "mine/mse").output.split(separator: "\n").map { $0.prefix { $0 != " " } }
        #expect(
            names
                == ["lower", "plot"].flatMap { name in
                    ["rmse", "mmae", "rrs"].map { "table-mine/mse/\(name)/\($0)"[...] }
                }, "\(names)")
        #expect(try start("run", "experiments/lower.yaml", "--quiet", "--method", "mse").status == 0)
        #expect(try start("explain", "mine/mse/lower/mmae").status == 0)
        #expect(try start("explain", "mine/mse/plot/mmae").errors.hasPrefix("table-mine/mse/plot/mmae: no records"))
    }

    @Test("runs are chosen by method and number, and a choice that there is not is refused")
    func choice() throws {
        let ending = try start("run", "experiments/plot.yaml", "--method", "mse", "--run", "2")
        #expect(ending.status == 0 && ending.output.contains("MSE") && !ending.output.contains("SUnSAL"))
        let records = try program.files(below: "results", endings: ["record.json"])
        #expect(records.keys.sorted() == ["plot/short-stand-in/mse/run-2/record.json"])
        for (arguments, message) in [
            (["--method", "msee"], "unknown method 'msee'; did you mean 'mse'?"),
            (["--run", "3"], "there is no run 3"),
            (["--method", "sunsal", "--run", "2"], "there is no run 2"),
        ] {
            let ending = try program.start(["run", "experiments/plot.yaml"] + arguments + effort).wait()
            #expect(ending.status == 64 && ending.errors.contains(message), "\(ending)")
        }
    }

    @Test("verifying makes runs again, changes nothing, and tells what differs")
    func verify() throws {
        #expect(try start("verify").status == 1)
        #expect(try start("run", "experiments/plot.yaml", "--quiet").status == 0)
        let before = try program.files(below: "results")
        let sound = try start("verify", "plot", "--runs", "1")
        #expect(sound.status == 0, "\(sound)")
        #expect(sound.output.contains("plot · mse · run 1: the same bits\n") && !sound.output.contains("run 2"))
        #expect(sound.output.contains("3 runs made again") && sound.output.contains("3 with the same bits"))
        #expect(try program.files(below: "results") == before)

        // A number that was computed otherwise, in a record that is sound in itself.
        try edit("mse") { record in
            guard case .number(let recorded)? = record["validation"]?["mmae"] else { return }
            record["validation"]?["mmae"] = .number(1.5 * recorded)
            record["digest"] = nil
            record["format"] = 1
        }
        let same = try start("verify", "experiments/plot.yaml", "--method", "mse", "--run", "1")
        #expect(same.status == 1 && same.output.contains("plot · mse · run 1: differs: MMAE of validation"), "\(same)")
        // Under other kernels the tolerance decides.
        try edit("mse") { $0["provenance"]?["environment"]?["blasKernels"] = "Elsewhere" }
        #expect(try start("verify", "--method", "mse", "--run", "1", "--tolerance", "0").status == 1)
        let near = try start("verify", "--method", "mse", "--run", "1", "--tolerance", "1000")
        #expect(near.status == 0 && near.output.contains("plot · mse · run 1: within the tolerance"))
        #expect(near.output.contains("OPENBLAS_CORETYPE=Elsewhere"))
        try edit("mse") { $0["identity"] = "00" }
        let damaged = try start("verify", "--method", "mse")
        #expect(damaged.status == 1 && damaged.output.contains("its identity is not that of its recipe"))
    }
}
