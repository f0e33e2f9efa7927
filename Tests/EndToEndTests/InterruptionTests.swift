import Foundation
import ScientificFormats
import Testing

/// Signals that come while a command works on what it was given.
@Suite(
    "Stopping long work", .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct InterruptionTests {
    private let program: Program

    init() throws {
        program = try Program()
    }

    /// Starts the program, sends a signal once something is there, and waits for the end.
    private func stop(
        _ arguments: [String], with number: Int32, once isBegun: (Program.Running) -> Bool
    ) throws -> Program.Ending {
        let running = try program.start(arguments)
        while running.process.isRunning, !isBegun(running) { usleep(20_000) }
        kill(running.process.processIdentifier, number)
        let ending = running.wait()
        #expect(running.process.terminationReason == .exit)
        return ending
    }

    private func isThere(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: program.folder + "/" + path)
    }

    /// A text that stands in the output by now.
    private func said(_ running: Program.Running) -> String {
        (try? String(contentsOfFile: running.outputPath, encoding: .utf8)) ?? ""
    }

    @Test("rietveld keeps the results of the patterns that are done", arguments: [SIGINT, SIGHUP, SIGTERM])
    func refinements(number: Int32) throws {
        let pattern = Program.repository + "/Tests/Fixtures/powder/mixture.xy"
        let patterns = (1...200).map { "p\($0).xy" }
        for name in patterns {
            try FileManager.default.createSymbolicLink(
                atPath: program.folder + "/" + name, withDestinationPath: pattern)
        }
        let ending = try stop(
            ["rietveld"] + patterns + ["--tube", "Cu", "--phases", "calcite", "--no-figures"], with: number
        ) { said($0).contains("p1 ") }
        #expect(ending.status == 128 + number)
        let last = ending.errors.split(separator: "\n").last ?? ""
        let done = try #require(last.firstMatch(of: /^stopped: (\d+) of 200 patterns are done/)?.1)
        let table = try String(contentsOfFile: program.folder + "/rietveld/fractions-wide.csv", encoding: .utf8)
        #expect(Int(done).map { (1..<200).contains($0) && table.split(separator: "\n").count == $0 + 1 } ?? false)
    }

    @Test("unmix writes nothing, and leaves nothing", arguments: ["hyperae", "undip"], [SIGINT, SIGHUP])
    func unmixing(method: String, number: Int32) throws {
        let ending = try stop(
            [
                "unmix", Program.repository + "/Tests/Fixtures/images/envi-base/base.hdr", "--method", method,
                "--classes",
                "3", "--length", "900000",
            ], with: number
        ) { _ in isThere("unmixed") || !staged().isEmpty }
        #expect(ending.status == 128 + number)
        #expect(ending.errors == "stopped: nothing was written\n" && ending.output.isEmpty)
        #expect(!isThere("unmixed") && staged().isEmpty)
    }

    @Test("simulate writes nothing, and leaves nothing", arguments: [SIGINT, SIGTERM])
    func simulating(number: Int32) throws {
        let fractions = (0..<20_000).flatMap { _ in [0.25, 0.25, 0.25, 0.25] }
        try FileBytes.write(NPYFile.encode(fractions, shape: [20_000, 4]), path: program.folder + "/.fractions.npy")
        let ending = try stop(
            ["simulate", Program.repository + "/experiments/xrd-instrument.yaml", "--fractions", ".fractions.npy"]
                + Program.experiments, with: number
        ) { _ in isThere("simulated") }
        #expect(ending.status == 128 + number, "\(ending)")
        #expect(ending.errors == "simulating 20000 patterns\nstopped: nothing was written\n")
        #expect(staged() == [".fractions.npy"])
    }

    @Test("reproduce ends at once while it draws, and the runs are kept", arguments: [SIGINT, SIGTERM, SIGHUP])
    func drawing(number: Int32) throws {
        try TinyExperiment.write(in: program.folder)
        let (data, published) = (program.folder + "/data", program.folder + "/published")
        for folder in [data, published] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
        try Data("file,calcite,quartz\n1.xy,0.5,0.5\n".utf8).write(to: URL(filePath: data + "/fractions.csv"))
        let points = (0..<700).map { "\(10.5 + 0.1 * Double($0)) \($0 % 50 == 7 ? 1000 : 100)\n" }
        try Data(points.joined().utf8).write(to: URL(filePath: data + "/1.xy"))
        // The claims are read after the tables are drawn; a pipe holds that up.
        let pipe = published + "/claims.yaml"
        #expect(mkfifo(pipe, 0o644) == 0)
        let running = try program.start(["reproduce", "--published", published], data: data)
        var writer = open(pipe, O_WRONLY | O_NONBLOCK)
        while running.process.isRunning, writer < 0 {
            usleep(20_000)
            writer = open(pipe, O_WRONLY | O_NONBLOCK)
        }
        #expect(writer >= 0, "the claims were not read")
        kill(running.process.processIdentifier, number)
        for _ in 0..<1500 where running.process.isRunning { usleep(20_000) }
        close(writer)
        let ending = running.wait()
        #expect(ending.status == 128 + number && ending.errors.contains("stopped"), "\(ending)")
        let files = try program.files(below: "results").keys.sorted()
        #expect(files.contains { $0.hasSuffix("record.json") }, "\(files)")
    }

    /// The temporary folders that are there.
    private func staged() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: program.folder)) ?? [])
            .filter { !$0.hasPrefix(".output") && !$0.hasPrefix(".errors") }
    }

    @Test("predict keeps what it has told of patterns, and says how many are left", arguments: [SIGINT, SIGTERM])
    func predictions(number: Int32) throws {
        let pattern = Program.repository + "/Tests/Fixtures/powder/mixture.xy"
        let patterns = (1...300).map { "p\($0).xy" }
        for name in patterns {
            try FileManager.default.createSymbolicLink(
                atPath: program.folder + "/" + name, withDestinationPath: pattern)
        }
        let ending = try stop(
            ["predict", "xrd-instrument"] + patterns + ["--refine", "--no-figure"], with: number
        ) { said($0).contains("p1 ") || isThere("predicted") }
        #expect(ending.status == 128 + number, "\(ending)")
        #expect(ending.errors.contains("stopped"), "\(ending.errors)")
    }
}
