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

    @Test(
        "signals end a command that asks for none with one line and their status",
        arguments: [
            (SIGINT, "stopped by Ctrl-C\n"), (SIGHUP, "stopped: the terminal was closed\n"),
            (SIGTERM, "stopped by a signal\n"),
        ])
    func signals(number: Int32, line: String) throws {
        let running = try program.start(["plan"] + Program.experiments)
        // The handlers are there from the first line on; what a plan does takes seconds.
        Thread.sleep(forTimeInterval: 0.5)
        kill(running.process.processIdentifier, number)
        let ending = running.wait()
        #expect(running.process.terminationReason == .exit)
        #expect(ending.status == 128 + number && ending.errors == line)
    }
}
