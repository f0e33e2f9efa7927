import Foundation
import TestSupport
import Testing

/// Signals that come while another program is asked something.
@Suite("Other programs", .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct OtherProgramsTests {
    private let program: Program

    init() throws {
        program = try Program()
        try TinyExperiment.write(in: program.folder, runs: 1)
    }

    @Test(
        "a program that is ended by a signal ends the other one, and all that it began",
        arguments: [
            ("curl", ["data", "fetch", "jasper-ridge"]), ("squeue", ["submit", "experiments/tiny.yaml"]),
            ("git", ["reproduce", "--effort", "smoke"]),
        ], [SIGINT, SIGTERM])
    func signals(command: (tool: String, arguments: [String]), number: Int32) throws {
        let seconds = RunningProcesses.uniqueSeconds()
        let tools = program.folder + "/tools"
        try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
        // Git is asked about results where there are some.
        try FileManager.default.createDirectory(
            atPath: program.folder + "/results", withIntermediateDirectories: true)
        // A terminal sends its signals to a group, which this one has left.
        try Data("#!/bin/sh\ntrap '' INT\nsleep \(seconds) &\nwait\n".utf8)
            .write(to: URL(filePath: tools + "/" + command.tool))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tools + "/" + command.tool)
        let running = try program.start(command.arguments, data: program.folder + "/data", tools: tools)
        while running.process.isRunning, !RunningProcesses.isAny(with: seconds) { usleep(10_000) }
        #expect(running.process.isRunning, "'\(command.tool)' was not asked")
        kill(running.process.processIdentifier, number)
        let ending = running.wait()
        #expect(ending.status == 128 + number, "\(ending)")
        #expect(RunningProcesses.areGone(with: seconds))
    }
}
