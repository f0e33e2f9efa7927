import DeclarativeFiles
import Foundation
import ScientificFormats
import Testing

@testable import Experiments

@Suite("Archives of records")
struct ArchiveTests {
    private let laboratory: Laboratory
    private let archive: RecordArchive
    private var other: ResultsStore { ResultsStore(root: laboratory.folder + "/other") }

    init() throws {
        laboratory = try Laboratory()
        archive = RecordArchive(path: laboratory.folder + "/records.zip")
        try laboratory.carryOut(laboratory.plan())
        let written = try archive.write([("toy", "paper")], of: laboratory.store)
        #expect(written.records == 10 && written.damaged.isEmpty && written.absentFiles == 0)
    }

    @Test("records come out as they went in, and are kept where they are there already")
    func roundTrip() throws {
        #expect(try archive.read(into: other, replaces: false).added == 10)
        #expect(try contents(below: other.root) == contents(below: laboratory.store.root))
        let again = try archive.read(into: other, replaces: true)
        #expect(again.kept == 10 && again.added == 0 && again.replaced == 0 && again.refused.isEmpty)
        for run in try laboratory.plan().runs {
            guard case .done = other.state(of: run) else { throw Laboratory.Missing(what: run.place.label) }
        }
    }

    @Test("equal records give equal archives")
    func sameBytes() throws {
        let second = RecordArchive(path: laboratory.folder + "/second.zip")
        _ = try second.write([("toy", "paper")], of: laboratory.store)
        #expect(FileManager.default.contentsEqual(atPath: archive.path, andPath: second.path))
    }

    @Test("another record stays, unless it is to be replaced")
    func others() throws {
        try laboratory.carryOut(laboratory.plan(["seed: 7": "seed: 8"]), into: other)
        let before = try contents(below: other.root)
        let refused = try archive.read(into: other, replaces: false)
        #expect(refused.added == 0 && refused.refused.count == 10)
        #expect(
            refused.refused[0].contains("toy/paper/ce-dirichlet/run-1: ") && refused.refused[0].contains("--replace"))
        #expect(try contents(below: other.root) == before)
        #expect(try archive.read(into: other, replaces: true).replaced == 10)
        #expect(try contents(below: other.root) == contents(below: laboratory.store.root))
    }

    @Test("a damaged record is named and left out")
    func damaged() throws {
        let path = laboratory.store.root + "/toy/paper/mse/run-2/record.json"
        var record = try readJSON(path)
        record["epochs"] = 1
        try writeJSON(record, to: path)
        let written = try archive.write([("toy", "paper")], of: laboratory.store)
        #expect(written.records == 9 && written.damaged.count == 1)
        #expect(written.damaged[0].contains("toy/paper/mse/run-2: ") && written.damaged[0].contains("it was edited"))
        #expect(try archive.read(into: other, replaces: false).added == 9)
    }

    /// What is done to a file that belongs to a record or to a dataset, and what is to be said of it.
    private static let edits: [(file: String, edit: @Sendable (Data) -> Data, reason: String)] = [
        (
            "mse/run-2/history.csv", { $0 + Data("1\n".utf8) },
            "mse/run-2: its history.csv is not the one it was stored with"
        ),
        ("mse/run-2/blocks.csv", { _ in Data() }, "mse/run-2: its blocks.csv is not the one it was stored with"),
        ("dataset/dataset.json", { _ in Data() }, "it is no JSON"),
        (
            "dataset/dataset.json", { replacing("sand", with: "mud!", in: $0) },
            "is not what ce-dirichlet run 1 was made from"
        ),
        ("dataset/dataset.json", { replacing("\"identity\" : \"", with: "\"identity\" : \"0", in: $0) }, "is not what"),
        ("dataset/rgb.npy", { $0.dropLast() + [1] }, "dataset/rgb.npy"),
    ]

    private static func replacing(_ old: String, with new: String, in data: Data) -> Data {
        Data(String(decoding: data, as: UTF8.self).replacing(old, with: new).utf8)
    }

    @Test("what was altered beside a record or a dataset's facts is named, and not written", arguments: edits.indices)
    func altered(index: Int) throws {
        let (file, edit, reason) = Self.edits[index]
        let path = laboratory.store.root + "/toy/paper/" + file
        let before = try Data(contentsOf: URL(filePath: path))
        try edit(before).write(to: URL(filePath: path))
        #expect(try Data(contentsOf: URL(filePath: path)) != before)
        let written = try archive.write([("toy", "paper")], of: laboratory.store)
        let isFacts = file.hasPrefix("dataset/")
        #expect(written.records == (isFacts ? 10 : 9))
        #expect(written.damaged.count == 1 && written.damaged[0].contains(reason), "\(written.damaged)")
        let imported = try archive.read(into: other, replaces: false)
        #expect(imported.added == written.records && imported.refused.isEmpty)
        #expect(
            try contents(below: other.root).keys.allSatisfy {
                !$0.hasPrefix(isFacts ? "toy/paper/dataset" : "toy/paper/mse/run-2")
            })
    }

    @Test(
        "an archive that was altered together with its manifest gives no facts but those of the records",
        arguments: [2, 3, 4, 5])
    func alteredArchive(index: Int) throws {
        let (file, edit, reason) = Self.edits[index]
        let name = "toy/paper/" + file
        var files = try contents(below: laboratory.store.root).filter { !$0.key.hasSuffix("/") }
        files[name] = edit(try #require(files[name]))
        let digests = files.mapValues { ContentDigest.sha256($0) }
        let manifest = ["format": .integer(1), "files": .object(digests.mapValues { .string($0) })] as StructuredValue
        try ZipArchive.write(
            [(name: "manifest.json", contents: .bytes(Array(manifest.canonicalJSON().utf8)))]
                + files.map { (name: $0.key, contents: .bytes(Array($0.value))) }, path: archive.path)
        let imported = try archive.read(into: other, replaces: false)
        #expect(imported.added == 10 && imported.refused.count == 1)
        #expect(imported.refused.first?.contains(reason) ?? false, "\(imported.refused)")
        #expect(!FileManager.default.fileExists(atPath: other.root + "/toy/paper/dataset"))
    }

    @Test("an archive that is cut short or altered never gives another record")
    func alterations() throws {
        let sound = Array(try Data(contentsOf: URL(filePath: archive.path)))
        let truth = try contents(below: laboratory.store.root)
        var generator = SystemRandomNumberGenerator()
        for trial in 0..<60 {
            var bytes = sound
            if trial % 2 == 0 {
                bytes.removeLast(Int.random(in: 1..<bytes.count, using: &generator))
            } else {
                bytes[Int.random(in: bytes.indices, using: &generator)] ^= UInt8.random(in: 1...255, using: &generator)
            }
            try Data(bytes).write(to: URL(filePath: archive.path))
            let target = ResultsStore(root: laboratory.folder + "/trial-\(trial)")
            _ = try? archive.read(into: target, replaces: false)
            for (path, data) in (try? contents(below: target.root)) ?? [:] { #expect(truth[path] == data, "\(path)") }
        }
    }

    @Test(
        "an entry that is no file of results is refused, and nothing is written",
        arguments: [
            "outside.json", "a/../b/dataset/x", "/a/b/dataset/x", "a/b/dataset/../x", "a/b/c/run-1/../../x",
            "a/b/c/run-01/x",
            "a/b/c/run-x/x", "a/b/c/d/run-1/x", ".a/b/dataset/x", "a/b/dataset/", "a\\b/c/dataset/x", "a/b/other/x",
        ])
    func places(name: String) throws {
        let manifest =
            #"{"format": 1, "files": {"\#(name.replacing("\\", with: "\\\\"))": "\#(ContentDigest.sha256([]))"}}"#
        try ZipArchive.write(
            [(name: "manifest.json", contents: .bytes(Array(manifest.utf8)))], path: archive.path)
        let error = try #require(throws: FormatError.self) { try archive.read(into: other, replaces: false) }
        #expect(error.description.contains("is no file of results"))
        #expect(!FileManager.default.fileExists(atPath: other.root))
    }

    @Test("a file that is no archive of records is said to be none")
    func noArchive() throws {
        for (text, reason) in [
            ("{}", "is none that 'results export' wrote"), (#"{"format": 9, "files": {}}"#, "version 9, not 1"),
        ] {
            try ZipArchive.write([(name: "manifest.json", contents: .bytes(Array(text.utf8)))], path: archive.path)
            let error = try #require(throws: FormatError.self) { try archive.read(into: other, replaces: false) }
            #expect(error.description.contains(reason))
        }
        try Data("no zip".utf8).write(to: URL(filePath: archive.path))
        #expect(throws: FormatError.self) { try archive.read(into: other, replaces: false) }
    }
}
