import DataCatalogue
import Foundation
import ScientificFormats
import Synchronization
import TestSupport
import Testing

/// The lines that a fetcher reports.
private final class Report: Sendable {
    private let lines = Mutex<[String]>([])
    var text: String { lines.withLock { $0.joined(separator: "\n") } }
    func append(_ line: String) { lines.withLock { $0.append(line) } }
}

@Suite("Fetching data files", .enabled(if: TestServer.python != nil, "python3 is not installed"))
final class FetchTests: Sendable {
    /// Each test has a folder of its own, and a server of its own in it.
    private let folder: TemporaryFolder
    private let server: TestServer
    private let report = Report()

    init() throws {
        folder = try TemporaryFolder()
        server = try TestServer(folder: folder.path)
    }

    @Test("a whole file is put in place, and not downloaded again", arguments: ["file", "whole", "moved"])
    func whole(manner: String) throws {
        #expect(try fetch([manner]) == nil)
        #expect(try isInPlace())
        let count = server.requests.count
        #expect(try fetch([manner]) == nil)
        #expect(server.requests.count == count)
        #expect(report.text.hasSuffix("sub/scene.mat: already here: \(destination)"))
    }

    @Test("an interrupted download is kept, and continued next time")
    func interrupted() throws {
        let message = try #require(try fetch(["cut-once"]))
        #expect(message.contains("curl: (18)"))
        #expect(message.contains("150000 bytes are kept to continue from"))
        #expect(try size(part) == 150_000)
        #expect(!exists(destination))

        #expect(try fetch(["cut-once"]) == nil)
        #expect(try isInPlace())
        #expect(server.requests == ["/cut-once/scene.mat -", "/cut-once/scene.mat bytes=150000-"])
    }

    @Test("a connection that breaks again and again is continued while there are attempts")
    func attempts() throws {
        _ = try #require(try fetch(["cut"], attempts: 3))
        #expect(
            server.requests.map { $0.split(separator: " ")[1] } == ["-", "bytes=150000-", "bytes=225000-"])
        #expect(try size(part) == 262_500)
        #expect(try fetch(["cut-once"], attempts: 2) == nil)
        #expect(try isInPlace())
    }

    @Test("a corrupt download is deleted, and never put in place", arguments: [nil, "file"])
    func corrupt(next: String?) throws {
        let message = try fetch(["corrupt"] + (next.map { [$0] } ?? []))
        #expect(!exists(part))
        #expect(report.text.contains("deleted: its git blob id is"))
        #expect(report.text.contains("expected \(TestServer.blob)"))
        if next == nil {
            #expect(message?.contains("expected \(TestServer.blob)") == true)
            #expect(!exists(destination))
        } else {
            #expect(message == nil)
            #expect(try isInPlace())
        }
    }

    @Test(
        "a part that turns out wrong is given up once, and the download starts from the first byte",
        arguments: [
            ("file", 100, ["bytes=100-", "-"]),  // Continued, then refused by its id.
            ("whole", 100, ["bytes=100-", "-"]),  // The server knows no ranges.
            ("file", 300_000, ["bytes=300000-", "-"]),  // Nothing is left to continue with.
            ("corrupt", 100, ["bytes=100-", "-"]),  // Once only.
        ] as [(String, Int, [String])])
    func wrongPart(manner: String, size: Int, ranges: [String]) throws {
        try write(String(repeating: "x", count: size), to: part)
        let message = try fetch([manner])
        #expect(server.requests.map { String($0.split(separator: " ")[1]) } == ranges)
        #expect(report.text.contains("starting again from the first byte"))
        if manner == "corrupt" {
            #expect(message?.contains("deleted") == true)
            #expect(!exists(part) && !exists(destination))
        } else {
            #expect(message == nil)
            #expect(try isInPlace())
        }
    }

    @Test("a complete part is put in place without a download")
    func completePart() throws {
        #expect(try fetch(["missing"]) != nil)
        try TestServer.contents.write(to: URL(filePath: part))
        #expect(try fetch(["missing"]) == nil)
        #expect(try isInPlace())
    }

    @Test("a file is unpacked from a zip archive, and a damaged archive is deleted")
    func zip() throws {
        let message = try #require(try fetch(["bad-zip"]))
        #expect(message.contains("what came was deleted"))
        #expect(!exists(part) && !exists(destination))
        #expect(try fetch(["zip"]) == nil)
        #expect(try isInPlace())
    }

    @Test(
        "when one source fails the next is tried, and a busy one again", arguments: ["missing", "http://127.0.0.1:9/x"])
    func sources(first: String) throws {
        #expect(try fetch([first, "busy-once"], attempts: 2) == nil)
        #expect(try isInPlace())
    }

    @Test("where nothing can be reached, the error says how to get the file by hand")
    func unreachable() throws {
        let message = try #require(try fetch(["http://127.0.0.1:9/x", "missing"]))
        let lines = message.split(separator: "\n")
        #expect(lines.first == "scene: sub/scene.mat could not be fetched:")
        #expect(lines[1].contains("http://127.0.0.1:9/x: curl: (7)"))
        #expect(lines[2].contains("404"))
        #expect(
            message.hasSuffix(
                """
                To get it by hand: Ask for it.
                  page: http://127.0.0.1:9/page
                  address: http://127.0.0.1:9/x
                  address: \(server.address)/missing/scene.mat
                  inside the zip archive: scene.mat
                  put it at: \(destination)
                  its id by `git hash-object`: \(TestServer.blob)
                """))
        #expect(!exists(part))
        #expect(try fetch([])?.contains("no address is known") == true)
    }

    @Test("another file at the destination is left alone")
    func altered() throws {
        try write("mine", to: destination)
        let message = try #require(try fetch(["file"]))
        #expect(message.contains("move it away to fetch the file again"))
        #expect(try size(destination) == 4)
        #expect(server.requests.isEmpty)
    }

    @Test("a file without an id is taken as it comes, and its id is told")
    func withoutID() throws {
        #expect(try fetch(["file"], blob: nil) == nil)
        #expect(try isInPlace())
        #expect(report.text.contains("no git blob id is declared; this one has \(TestServer.blob)"))
    }

    @Test("a source that gives more than the file has is given up, and nothing of it is kept")
    func endless() throws {
        let message = try #require(try fetch(["endless"], file: "bytes: 300000"))
        #expect(message.contains("gives more than 300000 bytes, which 'bytes' of the catalogue says"))
        #expect(!exists(part) && !exists(destination))
        // Where the size is not known, or an archive is larger, there is a limit all the same.
        for file in ["", "member: x, bytes: 10"] {
            let message = try #require(try fetch(["endless"], file: file) { $0.largestFile = 1 << 20 })
            #expect(message.contains("gives more than 1048576 bytes, the most that is fetched"))
            #expect(!exists(part) && !exists(destination))
        }
        #expect(try fetch(["file"], file: "bytes: 300000") == nil)
        #expect(try isInPlace())
    }

    @Test("who fetches a file waits for another one who does, and takes what that one has put in place")
    func turns() throws {
        try FileManager.default.createDirectory(
            atPath: folder.path + "/data/sub", withIntermediateDirectories: true)
        var lock: FileLock? = try FileLock(path: part + ".lock") {}
        let message = Mutex<String??>(nil)
        let fetching = Thread { [self] in
            let found = try? fetch(["file"])
            message.withLock { $0 = .some(found ?? nil) }
        }
        fetching.start()
        while !report.text.contains("another program is fetching it; waiting"), !fetching.isFinished { usleep(10_000) }
        try TestServer.contents.write(to: URL(filePath: destination))
        withExtendedLifetime(lock) {}
        lock = nil
        while !fetching.isFinished { usleep(10_000) }
        #expect(message.withLock { $0 } == .some(nil))
        #expect(report.text.hasSuffix("already here: \(destination)"), "\(report.text)")
        #expect(server.requests.isEmpty)
        #expect(try isInPlace())
    }

    @Test("two who fetch the same file at once both have it, and it is downloaded once")
    func atOnce() throws {
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 2) { _ in
            do {
                if let message = try fetch(["file"]) { failures.withLock { $0.append(message) } }
            } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }
        #expect(failures.withLock { $0 } == [])
        #expect(server.requests.count == 1)
        #expect(try isInPlace())
    }

    @Test("a source that drips is given up", .timeLimit(.minutes(8)))
    func dripping() throws {
        let message = try #require(try fetch(["drip"]) { $0.stallSeconds = 2 })
        #expect(message.contains("curl: (28)"), "\(message)")
    }

    @Test("a folder that cannot be written is one clear error")
    func unwritable() throws {
        try write("a file where the folder should be", to: folder.path + "/data")
        #expect(try fetch(["file"])?.contains("cannot be made") == true)
    }

    // MARK: The bench

    private var destination: String { folder.path + "/data/sub/" + TestServer.name }
    private var part: String { destination + ".part" }

    /// Fetches the file from sources, each an address or a manner of the server; returns the message where it fails.
    private func fetch(
        _ sources: [String], blob: String? = TestServer.blob, attempts: Int = 1,
        file: String = "member: \(TestServer.name)", limiting: (inout TransferLimits) -> Void = { _ in }
    ) throws -> String? {
        let addresses = sources.map { $0.hasPrefix("http") ? $0 : "\(server.address)/\($0)/\(TestServer.name)" }
        let entry = try dataset(
            "path: sub/\(TestServer.name), sources: [\(addresses.joined(separator: ", "))]"
                + (file.isEmpty ? "" : ", \(file)") + (blob.map { ", blob: \($0)" } ?? ""))
        var limits = TransferLimits()
        limits.attempts = attempts
        limits.pauseSeconds = 0
        limiting(&limits)
        let location = DataLocation(explicit: [folder.path + "/data"], environment: [:])
        let fetcher = DataFetcher(location: location, limits: limits) { [report] in report.append($0) }
        do {
            try fetcher.fetch(entry)
            return nil
        } catch {
            return error.description
        }
    }

    /// Whether the file is in place, and nothing else is beside it.
    private func isInPlace() throws -> Bool {
        let neighbours = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/data/sub")
        return try Data(contentsOf: URL(filePath: destination)) == TestServer.contents
            && neighbours == [TestServer.name]
    }

    private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    private func size(_ path: String) throws -> Int { try Data(contentsOf: URL(filePath: path)).count }
}
