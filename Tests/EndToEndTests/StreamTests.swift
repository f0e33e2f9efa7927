import Foundation
import Testing

@Suite(
    "Streams that cannot be written, and signals",
    .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct StreamTests {
    private let program: Program

    init() throws {
        program = try Program()
    }

    /// Runs the program in a shell, with its streams led elsewhere.
    private func run(_ arguments: String, _ streams: String) throws -> (status: Int32, errors: String) {
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.currentDirectoryURL = URL(filePath: program.folder)
        let experiments = Program.experiments.joined(separator: " ")
        shell.arguments = ["-c", "\(try #require(Program.path)) \(arguments) \(experiments) \(streams)"]
        let errors = Pipe()
        shell.standardError = errors
        shell.standardOutput = FileHandle.nullDevice
        try shell.run()
        let text = try errors.fileHandleForReading.readToEnd() ?? Data()
        shell.waitUntilExit()
        // A signal's number would stand here instead of a status.
        #expect(shell.terminationReason == .exit)
        return (shell.terminationStatus, String(decoding: text, as: UTF8.self))
    }

    @Test(
        "a result that cannot be told gives the status 1 and the reason",
        arguments: ["list losses", "list keys --json", "validate", "data list"],
        [(">/dev/full", "No space left on device"), (">&-", "Bad file descriptor")])
    func output(arguments: String, stream: (redirection: String, reason: String)) throws {
        let ending = try run(arguments, stream.redirection)
        #expect(ending.status == 1)
        #expect(ending.errors == "error: standard output could not be written: \(stream.reason)\n")
    }

    @Test(
        "without standard error everything is done, and files are whole",
        arguments: ["2>/dev/full", "2>&-", ">&- 2>&-", ">/dev/full 2>/dev/full"])
    func errors(redirection: String) throws {
        let results = Program.repository + "/results"
        let arguments =
            "report --tables-only --results \(results) --published \(Program.repository)/paper-tables/published"
        _ = try run(arguments, ">/dev/null")
        let expected = try program.files(below: "paper-tables")
        try FileManager.default.removeItem(atPath: program.folder + "/paper-tables")
        // What was written is told on standard error, and could not be.
        #expect(try run(arguments, redirection).status == 1)
        #expect(expected.count >= 9)
        #expect(try program.files(below: "paper-tables") == expected)
    }

    /// Every command that reads a file, here one that it waits for: the catalogue of datasets or, of others, a file that they
    /// are given.
    private static let commands =
        [
            ["reproduce"], ["run", "spec.yaml"], ["plan"], ["validate"], ["report"], ["explain"], ["verify"],
            ["list", "datasets"], ["data", "list"], ["data", "fetch"], ["data", "verify"], ["simulate", "spec.yaml"],
            ["coverage", "x"], ["score", "x", "x.npy", "--name", "x", "--given", "labels"],
            ["submit", "--executor", "slurm"], ["status"],
        ].map { ($0 + ["--experiments", "."], "datasets.yaml") } + [
            (["rietveld", "x.xy", "--tube", "Cu", "--phases", "held.yaml"], "held.yaml"),
            (["rietveld", "--list", "held.csv"], "held.csv"), (["phases", "held.cif"], "held.cif"),
            (["unmix", "held.hdr", "--method", "sunsal", "--classes", "3"], "held.hdr"),
            (["new", "diffraction", "x", "--phases", "held.yaml"], "held.yaml"),
            (["new", "image", "x", "held.hdr", "--truth", "x.mat"], "held.hdr"),
            (["predict", "held.safetensors", "x.xy"], "held.safetensors"),
            (["export", "held.safetensors"], "held.safetensors"),
        ]

    /// Whether a process has set its handlers, of which that of a closed terminal is the last.
    private static func catchesSignals(_ process: pid_t) -> Bool {
        let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
        guard let mask = status.firstMatch(of: /SigCgt:\s*([0-9a-f]+)/).flatMap({ UInt64($0.1, radix: 16) }) else {
            return false
        }
        return mask & 1 << UInt64(SIGHUP - 1) != 0
    }

    @Test("signals end every command with one line and their status", arguments: commands)
    func signals(arguments: [String], file: String) throws {
        for (number, line) in [
            (SIGINT, "stopped by Ctrl-C\n"), (SIGHUP, "stopped: the terminal was closed\n"),
            (SIGTERM, "stopped by a signal\n"),
        ] {
            let program = try Program()
            let held = try HeldFile(program.folder + "/" + file)
            let running = try program.start(arguments)
            let identifier = running.process.processIdentifier
            while running.process.isRunning, !Self.catchesSignals(identifier) { usleep(10_000) }
            // It goes no further than to the file.
            kill(running.process.processIdentifier, number)
            let ending = withExtendedLifetime(held) { running.wait() }
            #expect(running.process.terminationReason == .exit)
            #expect(ending.status == 128 + number && ending.errors == line && ending.output.isEmpty, "\(ending)")
        }
    }

    @Test("whoever stops reading the output, or a limit of its size, gives the status of that signal and the reason")
    func brokenOutput() throws {
        let path = try #require(Program.path)
        for (script, status, reason) in [
            ("{ sleep 0.2; \(path) list losses 2>errors; echo $? >status; } | true", 128 + SIGPIPE, "Broken pipe"),
            (
                "(ulimit -f 0; \(path) list losses 2>&3 >output; echo $? >&4) 3>&2 4>&1 | cat >status", 128 + SIGXFSZ,
                "File too large"
            ),
        ] {
            let shell = Process()
            shell.executableURL = URL(filePath: "/bin/sh")
            shell.currentDirectoryURL = URL(filePath: program.folder)
            shell.arguments = ["-c", script]
            let errors = Pipe()
            shell.standardError = errors
            try shell.run()
            let told = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
            shell.waitUntilExit()
            let text = told + ((try? String(contentsOfFile: program.folder + "/errors", encoding: .utf8)) ?? "")
            #expect(text == "error: standard output could not be written: \(reason)\n")
            let found = try String(contentsOfFile: program.folder + "/status", encoding: .utf8)
            #expect(found == "\(status)\n")
            try? FileManager.default.removeItem(atPath: program.folder + "/errors")
        }
    }

    @Test("a model that may not be as large as it must leaves nothing in its place")
    func exportLimit() throws {
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.currentDirectoryURL = URL(filePath: program.folder)
        shell.arguments = [
            "-c",
            "(ulimit -f 8; \(try #require(Program.path)) export xrd-instrument --output model.onnx; echo $? >&3) 3>&1 2>&1 "
                + "| cat >told",
        ]
        try shell.run()
        shell.waitUntilExit()
        let told = try String(contentsOfFile: program.folder + "/told", encoding: .utf8)
        #expect(told.contains("model.onnx: could not write: File too large\n") && told.hasSuffix("\n1\n"), "\(told)")
        #expect(try program.files(below: "").keys.sorted() == ["told"])
    }

    @Test("a file of results that may not be as large as it must is told, and the status is 1")
    func fileLimit() throws {
        try OwnPlot.write(for: program)
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.currentDirectoryURL = URL(filePath: program.folder)
        shell.arguments = [
            "-c",
            "(ulimit -f 8; \(try #require(Program.path)) run experiments/plot.yaml --method mse --effort smoke) 2>&1 | cat >told",
        ]
        try shell.run()
        shell.waitUntilExit()
        let told = try String(contentsOfFile: program.folder + "/told", encoding: .utf8)
        #expect(
            told.contains("failed: plot: ") && told.contains("signals.npy: could not write: File too large"), "\(told)"
        )
        #expect(try program.files(below: "results", endings: ["record.json"]).isEmpty)
        #expect(try program.files(below: "results").keys.allSatisfy { !$0.contains(".unfinished-") })
    }
}
