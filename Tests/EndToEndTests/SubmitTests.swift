import Foundation
import Testing

/// Submissions to a queue that stands in for Slurm; `scripts/slurm` tries a real one.
@Suite("Submissions", .enabled(if: Program.path != nil, "the program was not built beside the tests"))
struct SubmitTests {
    private let program: Program
    private var tools: String { program.folder + "/tools" }

    init() throws {
        program = try Program()
        try TinyExperiment.write(in: program.folder, runs: 5)
        try FileManager.default.createDirectory(atPath: program.folder + "/tools", withIntermediateDirectories: true)
        try tool("sbatch", "echo $# $1 > sent; grep -o 'job-name=.*' $2 >> names; echo 41")
        try tool("squeue", "cat queue 2>/dev/null || true")
        try tool("scontrol", "echo 'MaxArraySize            = 3'")
        try tool("sacct", "echo accounts are disabled >&2; exit 1")
    }

    /// Writes a program that stands in for one of Slurm's.
    private func tool(_ name: String, _ script: String) throws {
        let path = tools + "/" + name
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    private func run(_ arguments: String...) throws -> Program.Ending {
        try program.start(arguments + ["experiments/tiny.yaml"], tools: tools).wait()
    }

    /// The folders of the submissions, the oldest first.
    private func submissions() throws -> [String] {
        let root = program.folder + "/results/.submissions"
        return try FileManager.default.contentsOfDirectory(atPath: root).filter { !$0.hasPrefix(".") }
            .map { root + "/" + $0 }.sorted()
    }

    /// Starts a task's script as Slurm would.
    private func task(_ number: Int, of submission: String, restarts: Int = 0) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = [submission + "/job.sh"]
        process.environment = ProcessInfo.processInfo.environment.merging([
            "SLURM_ARRAY_TASK_ID": String(number), "SLURM_RESTART_COUNT": String(restarts),
        ]) { _, new in new }
        process.currentDirectoryURL = URL(filePath: program.folder)
        let pipe = Pipe()
        process.standardError = pipe
        try process.run()
        let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    @Test("runs are sent once, done by the tasks that they were sent with, and told of")
    func sending() throws {
        let sent = try run("submit", "--runs-per-task", "2", "--limit", "7", "--time", "10:00")
        #expect(sent.status == 0, "\(sent.errors)")
        // Five runs are three tasks, and the site allows two in an array.
        let folders = try submissions()
        #expect(
            sent.output.contains("job 41: 2 tasks with 4 runs") && sent.output.contains("job 41: 1 tasks with 1 runs"))
        let scripts = try folders.map { try String(contentsOfFile: $0 + "/job.sh", encoding: .utf8) }
        #expect(scripts.contains { $0.contains("#SBATCH --array=1-2%7\n") && $0.contains("#SBATCH --time=10:00\n") })
        let long = try #require(folders.indices.first { scripts[$0].contains("array=1-2") })

        let names = folders.map { URL(filePath: $0).lastPathComponent }
        let queue = """
            41|1|RUNNING|node7|None|proportions-\(names[long])
            41|2|PENDING||Resources|proportions-\(names[long])
            42|1|PENDING||Priority|proportions-\(names[1 - long])
            43|N/A|RUNNING|node8|None|of somebody else

            """
        try Data(queue.utf8).write(to: URL(filePath: program.folder + "/queue"))
        let again = try run("submit", "--runs-per-task", "2")
        #expect(again.status == 0 && again.output == "nothing to send\n", "\(again.errors)")
        let status = try run("status")
        #expect(
            status.output.contains("tiny (paper-partial): 2 running, 3 queued\n"), "\(status.output) \(status.errors)")
        #expect(status.output.contains("mse · run 1: running: job 41_1 on node7"))

        // The first task does its runs; the second one's node fails too often.
        #expect(try task(1, of: folders[long]).status == 0)
        let given = try task(2, of: folders[long], restarts: 4)
        #expect(given.status == 1 && given.text.contains("given up: the nodes of this task failed 4 times"))
        #expect(try task(2, of: folders[long], restarts: 3).status == 0)
        try Data().write(to: URL(filePath: program.folder + "/queue"))
        let left = try run("status")
        #expect(left.output.contains("tiny (paper-partial): 4 done, 1 failed\n"), "\(left.output)")
        #expect(left.output.contains("its task ended without a result; see \(folders[1 - long])/logs/1.log"))

        // Only the run that is missing is sent again.
        let rest = try run("submit")
        #expect(rest.output.contains("1 tasks with 1 runs"), "\(rest.output) \(rest.errors)")
        #expect(try task(1, of: try #require(submissions().last)).status == 0)
        #expect(try run("status").output == "tiny (paper-partial): 5 done\n")
    }

    @Test("accounts say why a task ended, where there are some")
    func accounts() throws {
        #expect(try run("submit").status == 0)
        let name = URL(filePath: try #require(submissions().first)).lastPathComponent
        try tool("sacct", "echo '41_1|OUT_OF_MEMORY|proportions-\(name)'")
        let status = try run("status", "--json")
        #expect(
            status.status == 0 && status.output.contains("OUT_OF_MEMORY; see "), "\(status.output) \(status.errors)")
    }

    @Test("a spec that changed since is no longer what was sent, and is told")
    func changed() throws {
        #expect(try run("submit").status == 0)
        let path = program.folder + "/experiments/tiny.yaml"
        let spec = try String(contentsOfFile: path, encoding: .utf8)
        try Data(spec.replacing("learning-rate: 0.01", with: "learning-rate: 0.02").utf8).write(to: URL(filePath: path))
        let ending = try task(1, of: try #require(submissions().first))
        #expect(ending.status == 1 && ending.text.contains("mse, run 1: the spec or the data is not what it was"))
        #expect(try program.files(below: "results", endings: ["record.json"]).isEmpty)
    }

    @Test("without Slurm, and where it refuses, nothing is left behind")
    func refusals() throws {
        try tool("sbatch", "echo 'Invalid partition' >&2; exit 1")
        let refused = try run("submit")
        #expect(refused.status == 1 && refused.errors.contains("'sbatch' ended with 1: Invalid partition"))
        #expect(try submissions().isEmpty)
        try tool("squeue", "exit 127")
        let absent = try run("submit")
        #expect(absent.status == 1 && absent.errors.contains("there is no 'squeue' here"))
        let shown = try run("submit", "--dry-run")
        #expect(shown.status == 0 && shown.output.hasPrefix("#!/bin/bash\n#SBATCH --job-name=proportions-"))
        #expect(try submissions().isEmpty)
    }
}
