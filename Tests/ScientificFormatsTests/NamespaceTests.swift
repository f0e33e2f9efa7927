import Foundation
import Testing

@testable import ScientificFormats

/// A PID namespace of its own, as a container has it.
enum PIDNamespace {
    /// A shell in a new namespace, which is not started yet.
    static func shell(_ script: String) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child", "sh", "-c", script]
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }

    /// Whether one can be made here, and locks can be tried in it.
    static let isPossible: Bool = {
        let trial = shell("command -v flock")
        trial.standardOutput = FileHandle.nullDevice
        guard (try? trial.run()) != nil else { return false }
        trial.waitUntilExit()
        return trial.terminationStatus == 0
    }()
}

/// Writers that cannot see each other's processes: containers that share a folder.
@Suite(
    "Writers in different PID namespaces",
    .enabled(if: PIDNamespace.isPossible, "no new PID namespace can be made here"))
struct NamespaceTests {
    @Test("what a writer in another namespace holds stays while it lives, and goes when it has ended")
    func otherNamespace() throws {
        try withTemporaryFolder { folder in
            let parts = "\(WriterName.current(token: 1))".split(separator: ".")
            let outer = "\(folder)/.unfinished-run-1@\(parts[0]).\(parts[1]).1"
            try FileManager.default.createDirectory(atPath: outer + "/files", withIntermediateDirectories: true)
            let writer = PIDNamespace.shell(
                "exec 9>'\(outer)/lease'; flock 9; echo locked; read -r _ <'\(folder)/fifo'")
            let output = Pipe()
            writer.standardOutput = output
            #expect(mkfifo(folder + "/fifo", 0o644) == 0)
            try writer.run()
            _ = try output.fileHandleForReading.read(upToCount: 7)
            LeftOvers.remove(in: folder)
            #expect(FileManager.default.fileExists(atPath: outer + "/files"))
            try Data("go\n".utf8).write(to: URL(filePath: folder + "/fifo"))
            writer.waitUntilExit()
            LeftOvers.remove(in: folder)
            #expect(!FileManager.default.fileExists(atPath: outer))
        }
    }

    @Test("a lease of this process is held for a writer in another namespace")
    func thisNamespace() throws {
        try withTemporaryFolder { folder in
            let staged = try StagedFolder(in: folder, for: "run-1")
            let lease = URL(filePath: staged.path).deletingLastPathComponent().path + "/" + Lease.fileName
            func canLock() throws -> Bool {
                let other = PIDNamespace.shell("flock -n '\(lease)' true")
                try other.run()
                other.waitUntilExit()
                return other.terminationStatus == 0
            }
            #expect(try !canLock())
            try FileManager.default.copyItem(atPath: lease, toPath: folder + "/free")
            #expect(FileManager.default.fileExists(atPath: staged.path))
            staged.discard()
            #expect(!FileManager.default.fileExists(atPath: lease))
        }
    }
}
