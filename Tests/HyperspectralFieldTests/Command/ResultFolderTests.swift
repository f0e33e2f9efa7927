import ArgumentParser
import Commands
import Experiments
import Foundation
import ScientificFormats
import TestSupport
import Testing

@Suite("Folders of results")
struct ResultFolderTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func open(
        _ others: ResultFolder.Others = .allowed, inputs: [String] = [], beginning: String = ""
    ) throws -> ResultFolder {
        try ResultFolder(
            path: folder.path + "/out", results: ["a.txt", "b.txt"],
            mark: ResultFolder.Mark("b.txt", beginning: beginning), others: others, inputs: inputs)
    }

    private func put(_ text: String, _ name: String) throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/out", withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: folder.path + "/out/" + name))
    }

    private func contents() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out").sorted()
    }

    private func fill(_ text: String, _ names: [String] = ["a.txt", "b.txt"]) -> (String) throws -> Void {
        { folder in
            for name in names { try Data(text.utf8).write(to: URL(filePath: folder + "/" + name)) }
        }
    }

    @Test("all files come, and those of an earlier call are replaced")
    func replaced() throws {
        let first = try open()
        #expect(!first.isReplaced)
        try first.make()
        try first.write(["a.txt", "b.txt"], fill: fill("1"))
        try put("mine", "notes.txt")
        let second = try open()
        #expect(second.isReplaced)
        try second.write(["a.txt", "b.txt"], fill: fill("2"))
        #expect(try contents() == ["a.txt", "b.txt", "notes.txt"])
        #expect(try String(contentsOfFile: folder.path + "/out/a.txt", encoding: .utf8) == "2")
    }

    @Test("what cannot be written is told by its place, not by that of the temporary folder")
    func placeOfFailures() throws {
        let results = try open()
        let error = #expect(throws: FormatError.self) {
            try results.makeAndWrite(["a.txt", "b.txt"], until: Interruption()) {
                throw FormatError(file: $0 + "/a.txt", reason: "full")
            }
        }
        #expect(error == FormatError(file: folder.path + "/out/a.txt", reason: "full"))
        // A file that is itself written in one step, into a folder that is in its way.
        let other = #expect(throws: StorageError.self) {
            try results.makeAndWrite(["a.txt", "b.txt"], until: Interruption()) { temporary in
                try FileManager.default.createDirectory(
                    atPath: temporary + "/a.txt/b", withIntermediateDirectories: true)
                try AtomicFile.write([1], path: temporary + "/a.txt")
            }
        }
        #expect(other?.path == folder.path + "/out/a.txt")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
    }

    @Test("a stop that is asked for while the last file is made leaves nothing")
    func stop() throws {
        let interruption = Interruption()
        let ending = #expect(throws: ExitCode.self) {
            try open().makeAndWrite(["a.txt", "b.txt"], until: interruption) { folder in
                try fill("1")(folder)
                interruption.request()
            }
        }
        #expect(ending == ExitCode(130))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
    }

    @Test("what fails, or lacks a file, leaves everything as it was")
    func failure() throws {
        let results = try open()
        try results.make()
        try results.write(["a.txt", "b.txt"], fill: fill("1"))
        #expect(throws: CancellationError.self) {
            try results.write(["a.txt", "b.txt"]) { folder in
                try fill("2")(folder)
                throw CancellationError()
            }
        }
        #expect(throws: (any Error).self) { try results.write(["a.txt", "b.txt"], fill: fill("2", ["a.txt"])) }
        #expect(try contents() == ["a.txt", "b.txt"])
        for name in try contents() {
            #expect(try String(contentsOfFile: folder.path + "/out/" + name, encoding: .utf8) == "1")
        }
    }

    @Test("a file that is no result is not replaced")
    func strangers() throws {
        try put("mine", "a.txt")
        #expect(throws: ValidationError.self) { try open() }
        try put("other", "b.txt")
        #expect(throws: ValidationError.self) { try open(beginning: "mark") }
        try put("mark and more", "b.txt")
        #expect(try open(beginning: "mark").isReplaced)
    }

    @Test("a file that is read is not replaced, by whatever path it is named")
    func inputs() throws {
        try put("1", "a.txt")
        try put("1", "b.txt")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link.txt", withDestinationPath: folder.path + "/out/a.txt")
        for path in ["/out/a.txt", "/out/../out/a.txt", "/link.txt"] {
            #expect(throws: ValidationError.self) { try open(inputs: [folder.path + path]) }
        }
        #expect(try open(inputs: [folder.path + "/c.txt"]).isReplaced)
    }

    @Test("where others are refused, one of them is enough, unless results are there")
    func others() throws {
        #expect(try !open(.refused(command: "test")).isReplaced)
        try put("mine", "notes.txt")
        #expect(throws: ValidationError.self) { try open(.refused(command: "test")) }
        #expect(try !open().isReplaced)
        try put("1", "b.txt")
        #expect(try open(.refused(command: "test")).isReplaced)
    }
}
