import Foundation
import Synchronization
import Testing

@testable import ScientificFormats

@Suite("Folders that are replaced in one step")
struct StorageTests {
    private func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    /// A temporary folder as a writer leaves it, with something set aside.
    private func leave(_ name: String, in folder: String, age: Double = 0, aside: Bool = false) throws {
        let outer = "\(folder)/.unfinished-\(name)"
        for part in ["files"] + (aside ? ["replaced"] : []) {
            try FileManager.default.createDirectory(atPath: "\(outer)/\(part)", withIntermediateDirectories: true)
            try Data(part.utf8).write(to: URL(filePath: "\(outer)/\(part)/text"))
        }
        #expect(FileManager.default.createFile(atPath: outer + "/lease", contents: nil))
        for path in [outer + "/lease", outer] {
            try FileManager.default.setAttributes([.modificationDate: Date.now - age], ofItemAtPath: path)
        }
    }

    /// The end of a name of a writer of this boot, of an earlier one, and of another host.
    private var writers: (here: String, earlier: String, elsewhere: String) {
        let parts = "\(WriterName.current(token: 1))".split(separator: ".")
        return ("\(parts[0]).\(parts[1]).1", "\(parts[0]).0123456789ab.1", "0123456789ab.0123456789ab.1")
    }

    /// Whether a folder is in its place with its last file; one that was replaced after it was opened may have lost that already.
    private static func isWhole(_ path: String) -> Bool {
        let folder = open(path, O_RDONLY | O_DIRECTORY)
        guard folder >= 0 else { return false }
        defer { close(folder) }
        if faccessat(folder, "b", F_OK, 0) == 0 { return true }
        var (opened, present) = (stat(), stat())
        return fstat(folder, &opened) == 0 && stat(path, &present) == 0 && opened.st_ino != present.st_ino
    }

    @Test("there is no moment without a whole folder")
    func always() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/record"
            try AtomicFolder.write(path, files: [("a", [0]), ("b", [0])])
            let isDone = Atomic<Bool>(false)
            let misses = Atomic<Int>(0)
            let reader = Thread {
                while !isDone.load(ordering: .relaxed) {
                    if !Self.isWhole(path) { misses.wrappingAdd(1, ordering: .relaxed) }
                }
            }
            reader.start()
            for value in 1...200 {
                try AtomicFolder.write(path, files: [("a", [UInt8(value)]), ("b", [UInt8(value)])])
            }
            isDone.store(true, ordering: .relaxed)
            #expect(misses.load(ordering: .relaxed) == 0)
            #expect(try names(in: folder) == ["record"])
            #expect(FileManager.default.contents(atPath: path + "/a") == Data([200]))
        }
    }

    @Test("a file system that cannot exchange gets the new folder too, with the old one aside meanwhile")
    func withoutExchange() throws {
        try withTemporaryFolder { folder in
            for name in ["old", "new"] {
                try FileManager.default.createDirectory(atPath: folder + "/" + name, withIntermediateDirectories: false)
                try Data(name.utf8).write(to: URL(filePath: "\(folder)/\(name)/text"))
            }
            try Placing.put(folder + "/new", inPlaceOf: folder + "/old", aside: folder + "/aside", canExchange: false)
            #expect(try names(in: folder) == ["aside", "old"])
            #expect(FileManager.default.contents(atPath: folder + "/old/text") == Data("new".utf8))
        }
    }

    @Test("what dead writers left is removed, and what living and unknown ones write is not")
    func deadAndLiving() throws {
        try withTemporaryFolder { folder in
            let writers = writers
            let living = try StagedFolder(in: folder, for: "run-1")
            try living.write("text", [1])
            try leave("run-1@" + writers.here, in: folder)
            try leave("run-1@" + writers.earlier, in: folder)
            try leave("run-1@" + writers.elsewhere, in: folder, age: 80_000)
            try leave("run-2@" + writers.elsewhere, in: folder, age: 90_000)
            try FileManager.default.createDirectory(
                atPath: folder + "/.unfinished-run-3@" + writers.elsewhere, withIntermediateDirectories: false)
            try AtomicFile.write([1], path: folder + "/other")
            #expect(
                try Set(names(in: folder)) == [
                    "other", URL(filePath: living.path).deletingLastPathComponent().lastPathComponent,
                    ".unfinished-run-1@" + writers.elsewhere,
                ])
            try living.replace(folder + "/run-1")
            #expect(FileManager.default.contents(atPath: folder + "/run-1/text") == Data([1]))
        }
    }

    @Test("what was set aside and not replaced is put back, and what was replaced is not")
    func aside() throws {
        try withTemporaryFolder { folder in
            try leave("run-1@" + writers.here, in: folder, aside: true)
            LeftOvers.remove(in: folder)
            #expect(FileManager.default.contents(atPath: folder + "/run-1/text") == Data("replaced".utf8))
            try AtomicFolder.write(folder + "/run-1", files: [("text", [7])])
            try leave("run-1@" + writers.here, in: folder, aside: true)
            LeftOvers.remove(in: folder)
            #expect(FileManager.default.contents(atPath: folder + "/run-1/text") == Data([7]))
            #expect(try names(in: folder) == ["run-1"])
        }
    }

    @Test("writers of one folder at the same time leave one of theirs, whole")
    func together() throws {
        try withTemporaryFolder { folder in
            let failures = Mutex<[String]>([])
            DispatchQueue.concurrentPerform(iterations: 40) { index in
                do {
                    let bytes = [UInt8](repeating: UInt8(index), count: 100)
                    try AtomicFolder.write(folder + "/record", files: [("a", bytes), ("b", bytes)])
                } catch {
                    failures.withLock { $0.append("\(error)") }
                }
            }
            #expect(failures.withLock(\.self) == [])
            let left = try names(in: folder)
            #expect(left == ["record"])
            #expect(
                FileManager.default.contents(atPath: folder + "/record/a")
                    == FileManager.default.contents(atPath: folder + "/record/b"))
        }
    }

    @Test("a pipe, or a link to one, is replaced by no file and by no folder", arguments: [false, true])
    func specialFiles(isLink: Bool) throws {
        try withTemporaryFolder { folder in
            let (pipe, path) = (folder + "/pipe", folder + (isLink ? "/link" : "/pipe"))
            #expect(mkfifo(pipe, 0o644) == 0)
            if isLink { try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: pipe) }
            let before = try names(in: folder)
            let error = StorageError(path: path, action: "replace", reason: "it is a device, a pipe or a socket")
            #expect(throws: error) { try AtomicFile.write([1], path: path) }
            #expect(throws: error) { try AtomicFolder.write(path, files: [("a", [0])]) }
            let name = URL(filePath: path).lastPathComponent
            #expect(throws: error) {
                let staged = try StagedFolder(in: folder, for: "several")
                defer { staged.discard() }
                for file in ["a", name] { try staged.write(file, [0]) }
                try staged.move(["a", name], into: folder)
            }
            #expect(try names(in: folder) == before)
        }
    }
}
