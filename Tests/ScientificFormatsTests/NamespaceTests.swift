import Foundation
import Testing

@testable import ScientificFormats

/// Writers that cannot see each other's processes: containers that share a folder.
@Suite(
    "Writers in different PID namespaces",
    .enabled(if: NamespaceTests.canUnshare, "no new PID namespace can be made here"))
struct NamespaceTests {
    private static let options = ["--user", "--map-root-user", "--pid", "--fork", "--kill-child"]

    private static func process(_ script: String) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["unshare"] + options + ["sh", "-c", script]
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }

    static let canUnshare: Bool = {
        let process = process("command -v flock")
        process.standardOutput = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    @Test("what a writer in another namespace holds stays while it lives, and goes when it has ended")
    func otherNamespace() throws {
        try withTemporaryFolder { folder in
            let parts = "\(WriterName.current(token: 1))".split(separator: ".")
            let outer = "\(folder)/.unfinished-run-1@\(parts[0]).\(parts[1]).1"
            try FileManager.default.createDirectory(atPath: outer + "/files", withIntermediateDirectories: true)
            let writer = Self.process("exec 9>'\(outer)/lease'; flock 9; echo locked; read -r _ <'\(folder)/fifo'")
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
                let other = Self.process("flock -n '\(lease)' true")
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
