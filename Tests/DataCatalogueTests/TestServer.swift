import Foundation
import Testing

/// The server of `Tests/Fixtures/http_server.py`, which serves one file and ends with this object.
final class TestServer: Sendable {
    static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first(
        where: FileManager.default.isExecutableFile(atPath:))

    /// The name of the file that it serves.
    static let name = "scene.mat"
    /// What the file holds: 300,000 bytes that do not repeat soon.
    static let contents = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* $0 / 251) })
    /// By `git hash-object` of such a file.
    static let blob = "8e7c3eb56d88d5d0100a8768e63ea1377e57e49b"

    let address: String
    private let process = Process()
    private let input = Pipe()
    private let log: String

    init(folder: String) throws {
        let served = folder + "/served"
        try FileManager.default.createDirectory(atPath: served, withIntermediateDirectories: true)
        try Self.contents.write(to: URL(filePath: served + "/" + Self.name))
        log = served + "/requests.log"
        let output = Pipe()
        process.executableURL = URL(filePath: try #require(Self.python))
        process.arguments = [Repository.root + "/Tests/Fixtures/http_server.py", served]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)), "the server said '\(line)'")
        address = "http://127.0.0.1:\(port)"
    }

    deinit { try? input.fileHandleForWriting.close() }

    /// Each request so far, as `PATH RANGE`.
    var requests: [String] {
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }
}
