import Foundation
import Testing

/// A mount namespace of its own, in which file systems can be mounted without anybody else seeing them.
enum MountNamespace {
    /// A shell in a new namespace, which is not started yet.
    static func shell(_ script: String, in folder: String = "/") -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script]
        process.currentDirectoryURL = URL(filePath: folder)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        return process
    }

    /// Whether one can be made here.
    static let isPossible: Bool = {
        let trial = shell("mount -t tmpfs none /mnt")
        trial.standardError = FileHandle.nullDevice
        guard (try? trial.run()) != nil else { return false }
        trial.waitUntilExit()
        return trial.terminationStatus == 0
    }()
}

/// The cache is a convenience: no run fails for it.
@Suite(
    "A cache that cannot be written",
    .enabled(if: Program.path != nil, "the program was not built beside the tests"),
    .enabled(if: MountNamespace.isPossible, "no file system can be mounted here"))
struct CacheTests {
    @Test(
        "a full and a read-only one are told, and stop nothing",
        arguments: [("size=64k", "No space left on device"), ("ro", "Read-only file system")])
    func cache(options: String, reason: String) throws {
        let program = try Program()
        try TinyExperiment.write(in: program.folder)
        try FileManager.default.createDirectory(atPath: program.folder + "/kept", withIntermediateDirectories: true)
        let command = "\(try #require(Program.path)) run experiments/tiny.yaml --cache kept"
        let process = MountNamespace.shell("mount -t tmpfs -o \(options) none kept && \(command)", in: program.folder)
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let text = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(text)")
        #expect(text.contains("simulated samples are not kept for the next time: ") && text.contains(reason), "\(text)")
        #expect(try program.files(below: "results", endings: ["record.json"]).count == 1)
    }
}
