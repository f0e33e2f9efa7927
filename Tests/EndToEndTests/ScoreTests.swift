import DeclarativeFiles
import Experiments
import Foundation
import ScientificFormats
import TestSupport
import Testing

@Suite(
    "Results made elsewhere are scored", .enabled(if: Program.path != nil, "the program was not built beside the tests")
)
struct ScoreTests {
    private let program: Program

    /// A copy of the folder of the trained scene, which tests change.
    init() throws {
        let scene = try TrainedScene.shared.get()
        program = try Program()
        for name in ["experiments", "results", "image.hdr", "image.img", "truth.mat"] {
            try FileManager.default.copyItem(
                atPath: scene.program.folder + "/" + name, toPath: program.folder + "/" + name)
        }
    }

    private func score(_ arguments: String...) throws -> Program.Ending {
        try program.start(["score", "scene"] + arguments, data: program.folder).wait()
    }

    private func report() throws -> String {
        let ending = try program.start(["report", "--tables-only"], data: program.folder).wait()
        #expect(ending.status == 0, "\(ending)")
        return try String(contentsOfFile: program.folder + "/paper-tables/table-mine.md", encoding: .utf8)
    }

    /// The true proportions of the test samples, each moved by a number that does not change their sum.
    private func proportions(error: Double = 0.06) -> [Double] {
        TrainedScene.testRows.flatMap { row in
            (0..<MixedScene.columns).flatMap { column in
                let truth = MixedScene.proportions(row, column)
                return [truth[0] + error, truth[1] - error, truth[2]]
            }
        }
    }

    private func write(_ name: String, _ values: [Double], shape: [Int] = [240, 3]) throws {
        try FileBytes.write(NPYFile.encode(values, shape: shape), path: program.folder + "/" + name)
    }

    private static let record = "results/scene/paper/external-my-net/run-1/record.json"

    @Test("scores are those of the metrics, and stand marked behind the others, whose rows and ranks stay as they were")
    func table() throws {
        let before = try report()
        try write("mine.npy", proportions(error: 0.0001))
        let ending = try score("mine.npy", "--name", "My net", "--sums", "any")
        #expect(ending.status == 0, "\(ending)")
        // Two of three numbers are off by 0.0001.
        #expect(ending.output.contains("My net, test scene, in percent\n  RMSE 0.01, MMAE 0.01, RRS "), "\(ending)")
        let after = try report()
        let own = after.split(separator: "\n").filter { $0.contains("My net") }
        #expect(own.count == 2 && own.allSatisfy { $0.hasPrefix("| My net §") }, "\(after)")
        #expect(own[1].contains("made elsewhere"))
        #expect(after.contains("- §: inferred by another program, and scored here on the same samples; not ranked."))
        // Everything else is as it was, padding apart.
        func bare(_ text: String) -> [String] {
            text.split(separator: "\n").filter { !$0.contains("§") && !$0.hasPrefix("| :--") && !$0.hasPrefix("| --") }
                .map { $0.filter { $0 != " " } }
        }
        #expect(bare(after) == bare(before))
        // It would be the best if it were ranked.
        #expect(!after.contains("**"))
        let latex = try String(contentsOfFile: program.folder + "/paper-tables/table-mine.tex", encoding: .utf8)
        #expect(latex.contains("My net \\S{} &"))

        let removed = try score("--name", "My net", "--remove")
        #expect(removed.status == 0, "\(removed)")
        #expect(try report() == before)
        #expect(!FileManager.default.fileExists(atPath: program.folder + "/results/scene/paper/external-my-net"))
        let again = try score("--name", "My net", "--remove")
        #expect(
            again.status == 1 && again.errors.contains("nothing was scored under this name for 'scene'"), "\(again)")
    }

    @Test("each file is a run; the same name with other files replaces them all")
    func replacing() throws {
        try write("first.npy", proportions(error: 0.06))
        try write("second.npy", proportions(error: 0.02))
        #expect(
            try score("first.npy", "second.npy", "--name", "My net", "--sums", "any", "--given", "labels").status == 0)
        let text = try report()
        // Mean and standard deviation of 6 and 2.
        #expect(text.contains("4.00 ± 2.83"), "\(text)")
        #expect(text.contains("labels, made elsewhere"))
        try write("third.npy", proportions(error: 0.03))
        #expect(try score("third.npy", "--name", "My net", "--sums", "any").status == 0)
        let replaced = try report()
        #expect(!replaced.contains("±") || !replaced.contains("4.00 ± 2.83"))
        #expect(replaced.split(separator: "\n").contains { $0.hasPrefix("| My net §") && $0.contains("3.00") })
        #expect(!FileManager.default.fileExists(atPath: program.folder + "/results/scene/paper/external-my-net/run-2"))
        let run = try program.start(["run", "experiments/scene.yaml"], data: program.folder).wait()
        #expect(run.status == 0 && !run.output.contains("not shown"), "\(run)")
    }

    @Test("a number that was made elsewhere has an address, and what it was made of is explained")
    func explained() throws {
        func explain(_ arguments: String...) throws -> Program.Ending {
            try program.start(["explain"] + arguments, data: program.folder).wait()
        }
        let before = try explain()
        #expect(before.status == 0 && !before.output.contains("external"), "\(before)")
        try write("first.npy", proportions(error: 0.06))
        try write("second.npy", proportions(error: 0.02))
        #expect(try score("first.npy", "second.npy", "--name", "My net", "--sums", "any").status == 0)
        let list = try explain("mine/external-my-net")
        #expect(list.output.contains("table-mine/external-my-net/scene/mmae  4.00"), "\(list)")
        let text = try explain("mine/external-my-net/scene/mmae").output
        for known in [
            "Table “mine”, My net, Scene, MMAE", "4.00 %: the mean over 2 files that another program made",
            "mean: 4.00 ± 2.83 % over 2 of 2 runs", "run 1: completed, MMAE 6.00 %", "predictions.npy ",
            "Scored by\n  proportions score scene first.npy second.npy --name 'My net' --sums any",
        ] { #expect(text.contains(known), "'\(known)' is not in\n\(text)") }
        #expect(!text.contains("training:\u{20}{"), "\(text)")
        #expect(try explain("mine/external-your-net").status == 64)
    }

    @Test("records are sealed: one that was edited is told, and not shown")
    func sealed() throws {
        try write("mine.npy", proportions(), shape: [240, 3])
        #expect(try score("mine.npy", "--name", "My net", "--sums", "any").status == 0)
        let path = program.folder + "/" + Self.record
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains("\"methodTitle\" : \"My net\""))
        try text.replacing("\"method\" : \"external-my-net\"", with: "\"method\" : \"external-my-net\" ")
            .replacing("\"mmae\" : 0.0", with: "\"mmae\" : 0.00").write(toFile: path, atomically: true, encoding: .utf8)
        let ending = try program.start(["report", "--tables-only"], data: program.folder).wait()
        #expect(ending.status == 1 && ending.errors.contains("external-my-net/run-1/record.json"), "\(ending)")
        #expect(ending.errors.contains("it was edited"), "\(ending)")
    }

    @Test("the whole image, tables and MATLAB files give the same scores as the test samples in their order")
    func formats() throws {
        func scores(_ ending: Program.Ending) -> Substring? {
            ending.output.split(separator: "\n").dropFirst().first?.split(separator: "(").first
        }
        try write("plain.npy", proportions())
        let expected = try score("plain.npy", "--name", "plain", "--sums", "any")
        #expect(scores(expected)?.contains("MMAE 6.00") == true, "\(expected)")

        // Pixels that are no test samples may hold anything.
        var whole = [Double](repeating: .nan, count: 800 * 3)
        whole.replaceSubrange(28 * 20 * 3..<800 * 3, with: proportions())
        try write("whole.npy", whole, shape: [40, 20, 3])

        let pixels = (28 * 20..<800).map { pixel in
            (pixel / 20, pixel % 20, Array(proportions()[(pixel - 560) * 3..<(pixel - 559) * 3]))
        }
        let lines = pixels.reversed().map { row, column, own in "\(row),\(column),\(own[2]),\(own[0]),\(own[1]),x" }
        try (["row,column,clay,sand,silt,note", "0,0,nan,1,0,x"] + lines).joined(separator: "\n")
            .write(toFile: program.folder + "/pixels.csv", atomically: true, encoding: .utf8)
        let ordered = pixels.map { _, _, own in "\(own[0]),\(own[1]),\(own[2])" }
        try (["Sand,Silt,Clay"] + ordered).joined(separator: "\n")
            .write(toFile: program.folder + "/ordered.csv", atomically: true, encoding: .utf8)
        // As spreadsheets of countries with decimal commas save tables, and with tabs.
        for (name, separator) in [("semicolons.csv", ";"), ("tabs.csv", "\t")] {
            let lines = ["\u{FEFF}sand,silt,clay"] + ordered
            let cells = lines.map { $0.split(separator: ",").map { $0.replacing(".", with: ",") } }
            try cells.map { $0.joined(separator: separator) }.joined(separator: "\r\n")
                .write(toFile: program.folder + "/" + name, atomically: true, encoding: .utf8)
        }

        let temporary = try TemporaryFolder()
        let columns = (0..<20).flatMap { column in
            (0..<40).flatMap { row in (0..<3).map { whole[(row * 20 + column) * 3 + $0] } }
        }
        for (name, variable) in [
            ("samples.mat", MatVariable.doubles("A", shape: [3, 240], proportions())),
            ("image.mat", MatVariable.doubles("A", shape: [3, 800], columns)),
        ] {
            try FileManager.default.copyItem(
                atPath: temporary.writeMat(name, [variable]), toPath: program.folder + "/" + name)
        }
        for name in [
            "whole.npy", "pixels.csv", "ordered.csv", "semicolons.csv", "tabs.csv", "samples.mat", "image.mat",
        ] {
            let ending = try score(name, "--name", "plain", "--sums", "any")
            #expect(ending.status == 0 && scores(ending) == scores(expected), "\(name): \(ending)")
        }
        let table = try score("pixels.csv", "--name", "plain", "--sums", "any")
        #expect(table.errors.contains("1 lines are of no test sample of 'scene'"), "\(table)")
        #expect(table.errors.contains("columns without use: note"))
    }

    @Test("what 'predict' leaves can be scored, and gets the scores of the runs' mean")
    func predicted() throws {
        let predict = try program.start(
            ["predict", "results/scene/paper/mse-dirichlet/run-1", "image.hdr", "--no-check"]
        ).wait()
        #expect(predict.status == 0, "\(predict)")
        let ending = try score("predicted/abundances.npy", "--name", "Again")
        #expect(ending.status == 0, "\(ending)")
        let data = try Data(
            contentsOf: URL(filePath: program.folder + "/results/scene/paper/mse-dirichlet/run-1/record.json"))
        let own = try Data(
            contentsOf: URL(filePath: program.folder + "/results/scene/paper/external-again/run-1/record.json"))
        let scores = try [data, own].map { try JSONDecoder().decode(RunRecord.self, from: $0).tests[0].scores }
        #expect(abs(scores[0].mmae - scores[1].mmae) < 1e-6 && abs(scores[0].rmse - scores[1].rmse) < 1e-6)
    }

    @Test("what cannot be scored is refused with its place and the cure, and nothing is stored")
    func mistakes() throws {
        func error(_ name: String, _ values: [Double], shape: [Int] = [240, 3], _ more: String...) throws -> String {
            try write(name, values, shape: shape)
            let ending = try program.start(
                ["score", "scene", name, "--name", "My net"] + more, data: program.folder
            ).wait()
            #expect(ending.status == 1 && ending.output.isEmpty, "\(ending)")
            return ending.errors
        }
        let good = proportions(error: 0)
        #expect(
            try error("few.npy", Array(good.dropLast(3)), shape: [239, 3]).contains(
                "few.npy: an array of 239 x 3, but 'scene' has 240 test samples of 3 classes: 240 x 3, or 40 x 20 x 3 for the "
                    + "whole image"))
        var changed = good
        changed[4] = .nan
        #expect(
            try error("nan.npy", changed).contains(
                "nan.npy: row 28, column 1 of the image: the proportion of 'silt' is nan; every test sample needs a number"
            ))
        #expect(
            try error("percent.npy", good.map { $0 * 100 }).contains("sum to 100, as of percent, not to one; --sums"))
        changed = good
        changed[0] = -0.2
        changed[1] += 0.2 + good[0]
        #expect(try error("negative.npy", changed).contains("the proportion of 'sand' is -0.2, and none is below zero"))
        #expect(
            try error("zero.npy", good.map { _ in 0 }, "--sums", "normalized").contains(
                "cannot be divided by their sum"))
        try "sand,silt\n1,0\n".write(toFile: program.folder + "/classes.csv", atomically: true, encoding: .utf8)
        let classes = try score("classes.csv", "--name", "My net")
        #expect(
            classes.status == 1
                && classes.errors.contains("classes.csv: line 1: no column for the class 'clay'; there are: sand, silt"),
            "\(classes)")
        try "sand,silt,clay\n1,0,0\n".write(toFile: program.folder + "/lines.csv", atomically: true, encoding: .utf8)
        #expect(try score("lines.csv", "--name", "My net").errors.contains("1 lines of numbers, and 'scene' has 240"))
        try "row,column,sand,silt,clay\n28,0,1,0,0\n28,0,1,0,0\n"
            .write(toFile: program.folder + "/twice.csv", atomically: true, encoding: .utf8)
        #expect(
            try score("twice.csv", "--name", "My net").errors.contains(
                "twice.csv: line 3: row 28, column 0 of the image stands in line 2 already"))
        let name = try score("percent.npy", "--sums", "normalized", "--name", "MSE & Dirichlet")
        #expect(name.status == 1 && name.errors.contains("is the name of a method of 'scene'"), "\(name)")
        #expect(try program.start(["score", "nothing", "a.npy", "--name", "x"]).wait().status == 64)
        let away = try program.start(["score", "scene", "few.npy", "--name", "x", "--data", "nowhere"]).wait()
        #expect(away.status == 1 && away.errors.contains("the data is not here"), "\(away)")
        #expect(
            !FileManager.default.fileExists(atPath: program.folder + "/results/scene/paper/external-my-net"))
    }
}
