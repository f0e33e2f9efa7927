import Foundation
import Testing

@Suite("Commands", .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct CommandTests {
    private let program: Program

    init() throws {
        program = try Program()
    }

    @Test(
        "every command explains itself, and the explanation is the one that is committed",
        arguments: [
            "", "reproduce", "run", "plan", "validate", "report", "explain", "check", "verify", "coverage", "simulate",
            "rietveld", "phases",
            "predict", "predict xrd-instrument", "export", "unmix", "list", "data", "data list",
            "data fetch", "data verify", "submit", "status", "results", "results export", "results import", "score",
            "new", "new diffraction", "new image",
        ])
    func help(command: String) throws {
        let words = command.split(separator: " ").map(String.init)
        let ending = try program.start(words + ["--help"]).wait()
        #expect(ending.status == 0)
        let name = words.isEmpty ? "proportions" : words.joined(separator: "-")
        let snapshot = Program.repository + "/Tests/Fixtures/commands/\(name).txt"
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try Data(ending.output.utf8).write(to: URL(filePath: snapshot))
        }
        #expect(ending.output == (try String(contentsOfFile: snapshot, encoding: .utf8)))
    }

    @Test(
        "a spec is named by its file or by its experiment, and the answer is the same",
        arguments: [
            ["validate"], ["plan", "--effort", "smoke"], ["status"],
            ["simulate", "--count", "1"],
        ])
    func namesOfSpecs(command: [String]) throws {
        let name = command[0] == "simulate" ? "xrd" : "jasper-ridge"
        let answers = try [name, Program.repository + "/experiments/\(name).yaml"].map { word in
            try program.start([command[0], word] + command.dropFirst() + Program.experiments).wait()
        }
        #expect(answers[0].status == 0 && !answers[0].output.isEmpty, "\(answers[0])")
        // Expected times differ from call to call.
        #expect(
            answers[0].output.replacing(/about .*/, with: "") == answers[1].output.replacing(/about .*/, with: ""))
    }

    @Test("a name that no experiment has is told with those that there are, by every command of specs")
    func unknownNames() throws {
        for command in ["validate", "plan", "run", "report", "status", "submit", "verify", "coverage", "simulate"] {
            let ending = try program.start([command, "jaspr-ridge"] + Program.experiments).wait()
            #expect(ending.status == 64 && ending.errors.contains("did you mean 'jasper-ridge'?"), "\(ending)")
        }
    }

    @Test("a number out of range is told with the range, negative ones too, with and without an equals sign")
    func numbers() throws {
        for (command, option, range) in [
            ("reproduce", "--workers", "between 1 and 1024"), ("verify", "--runs", "1 or more"),
            ("verify", "--tolerance", "between 0 and 1000"), ("verify", "--run", "1 or more"),
            ("coverage", "--level", "between 0.5 and 0.999"), ("submit", "--limit", "1 or more"),
            ("submit", "--runs-per-task", "1 or more"), ("submit", "--retries", "between 0 and 1000"),
            ("simulate xrd", "--count", "between 1 and 10000"),
            ("unmix x.hdr --method sunsal", "--classes", "between 1 and 10000"),
            ("unmix x.hdr --method undip", "--length", "between 1 and 1000000"),
            ("rietveld a.xy --phases calcite", "--wavelength", "between 0.1 and 5"),
            ("rietveld a.xy --phases calcite", "--radius", "between 10 and 10000"),
            ("predict xrd-instrument a.xy", "--level", "between 0.5 and 0.999"),
        ] {
            for words in [[option, "-3"], [option + "=-3"]] {
                let ending = try program.start(command.split(separator: " ").map(String.init) + words).wait()
                #expect(ending.status == 64, "\(command) \(words)")
                #expect(ending.errors.hasPrefix("Error: \(option) must be \(range), and not -3\n"), "\(ending)")
            }
        }
        let seed = try program.run("unmix", "x.hdr", "--method", "sunsal", "--classes", "3", "--seed", "-1")
        #expect(seed.errors.contains("'-1' is invalid for '--seed <number>'") && seed.errors.contains("from 0 on"))
        let range = try program.run("rietveld", "a.xy", "--phases", "calcite", "--range", "-5,80")
        #expect(range.errors.contains("'-5,80' is invalid") && range.errors.contains("from 0.5 to 179"), "\(range)")
    }

    @Test("the version names the commit of the build, wherever the program is called")
    func version() throws {
        let ending = try program.start(["--version"]).wait()
        let form = /proportions \d+\.\d+\.\d+ \(commit ([0-9a-f]{10}\+?|unknown), (debug|release) build\)\n/
        #expect(ending.status == 0 && ending.output.wholeMatch(of: form) != nil, "\(ending)")
    }

    @Test("every committed spec is right")
    func validateAll() throws {
        let ending = try program.start(["validate"] + Program.experiments).wait()
        #expect(ending.status == 0 && ending.errors.isEmpty)
        #expect(ending.output.contains("jasper-ridge: 5 losses, 5 runs each, 5 baselines, dataset jasper-ridge"))
    }

    @Test("the mistakes of a spec are all told with their places, and the status is 64")
    func wrongSpec() throws {
        let spec = try String(contentsOfFile: Program.repository + "/experiments/jasper-ridge.yaml", encoding: .utf8)
            .replacing("epochs: 100", with: "epochs: 0").replacing("part: jasper-ridge", with: "part: jasper-rigde")
        try Data(spec.utf8).write(to: URL(filePath: program.folder + "/wrong.yaml"))
        let ending = try program.start(["run", "wrong.yaml"] + Program.experiments).wait()
        #expect(ending.status == 64 && ending.output.isEmpty)
        let lines = ending.errors.split(separator: "\n")
        #expect(lines.count == 2 && lines.allSatisfy { $0.hasPrefix("wrong.yaml:") })
        #expect(ending.errors.contains("unknown test part of the dataset 'jasper-rigde'; did you mean 'jasper-ridge'?"))
        #expect(try program.files(below: "results").isEmpty)
    }

    @Test(
        "a wrong command line is told, and the status is 64",
        arguments: [
            (["reproduce", "--only", "jaspr-ridge"], "did you mean 'jasper-ridge'?"),
            (["reproduce", "--effort", "quick"], "smoke"), (["reproduce", "--workers", "0"], "--workers"),
            (["data", "list", "jasper-rigde"], "did you mean 'jasper-ridge'?"),
            (["plan", "nowhere.yaml"], "nowhere.yaml"),
            (["reproduce", "--only", "experiments/xrd.yaml"], "--only takes names of experiments, not files"),
            (["report", "--only", ""], "--only has an empty name"),
            (["run", "tiny.yaml", "--method", "mse,"], "--method has an empty name"),
            (["plan", ""], "the name is empty"),
            (["list", "loss"], "losses"), (["repoduce"], "repoduce"),
            (["simulate", Program.repository + "/experiments/jasper-ridge.yaml", "--count", "0"], "--count"),
        ])
    func wrongCommandLine(arguments: [String], hint: String) throws {
        let ending = try program.start(arguments + (arguments == ["repoduce"] ? [] : Program.experiments)).wait()
        #expect(ending.status == 64 && ending.errors.contains(hint), "\(ending)")
    }

    @Test("only a simulated dataset can be simulated; the others are told as such, with the status 64")
    func simulateImage() throws {
        let spec = Program.repository + "/experiments/jasper-ridge.yaml"
        let ending = try program.start(["simulate", spec, "--plot"] + Program.experiments).wait()
        #expect(ending.status == 64 && ending.output.isEmpty)
        #expect(ending.errors.contains("the dataset 'jasper-ridge' cannot be simulated: it is of the kind"))
        #expect(try program.files(below: "simulated").isEmpty)
    }

    @Test(
        "lists name what specs can name, with its source",
        arguments: [
            ("losses", ["mse-dirichlet", "ce-dirichlet", "ce-softmax", "mse-proportion", "section 2.1"]),
            ("methods", ["mse-dirichlet"]), ("architectures", ["zhang-pixel-cnn", "Zhang", "oviedo-acnn", "Oviedo"]),
            ("datasets", ["jasper-ridge", "Zhu"]), ("metrics", ["rmse", "mmae", "rrs"]),
            ("keys", ["training.optimizer.adam.beta-1: ", "split.block-size: ", "DATASET.files.ROLE.path: "]),
        ])
    func lists(kind: String, names: [String]) throws {
        let ending = try program.start(["list", kind] + Program.experiments).wait()
        #expect(ending.status == 0)
        for name in names { #expect(ending.output.contains(name)) }
    }

    @Test("data that is not there is told, with the status 1, and how to cite it is known all the same")
    func missingData() throws {
        let verified = try program.start(["data", "verify"] + Program.experiments).wait()
        #expect(verified.status == 1)
        #expect(verified.output.contains("jasper-ridge image: missing") && verified.output.contains("end4.mat"))
        let listed = try program.start(["data", "list"] + Program.experiments).wait()
        #expect(listed.status == 0 && listed.output.contains("Spectral unmixing via data-guided sparsity"))
    }

    @Test("a plan says what would run, on what, and how long it takes")
    func plan() throws {
        let ending = try program.start(["plan", "--effort", "smoke"] + Program.experiments).wait()
        #expect(ending.status == 0)
        #expect(ending.output.contains("jasper-ridge (smoke-stand-in): 10 of 10 runs to do, about "))
        #expect(ending.output.contains("stand-in: a synthetic scene"))
        #expect(ending.output.contains("urban: left out\n  without urban: hyperspectral/Urban_R162.mat is missing."))
        #expect(try program.files(below: "results").isEmpty)
    }
}
