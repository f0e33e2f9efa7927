import Foundation
import Testing

@testable import ScientificFormats

/// Lets each system call of a replacement fail, one after the other, once and from there on.
///
/// A call that fails with all calls behind it is what a crash looks like from outside: nothing is done any more, and the
/// kernel lets the lock go.
@Suite("Faults at every system call of a replacement")
struct FaultTests {
    /// A way in which calls fail.
    struct Fault: Sendable, CustomTestStringConvertible {
        let code: Int32
        let isCrash: Bool
        /// Whether the file system cannot exchange two folders.
        var isOld = false

        var testDescription: String {
            "\(String(cString: strerror(code)))\(isCrash ? ", then nothing more" : "")\(isOld ? ", no exchange" : "")"
        }
    }

    private static let faults =
        [ENOSPC, EIO, EACCES, EROFS].map { Fault(code: $0, isCrash: false) }
        + [Fault(code: EIO, isCrash: true), Fault(code: EIO, isCrash: true, isOld: true)]

    /// Does something whose n-th call fails.
    ///
    /// - Returns: Whether that call was reached, and what was thrown.
    private func attempt(_ number: Int, _ fault: Fault, _ body: () throws -> Void) -> (Bool, (any Error)?) {
        var calls = 0
        do {
            try FileCall.failing(
                { name in
                    calls += 1
                    if calls == number || (fault.isCrash && calls > number) { return fault.code }
                    return fault.isOld && name == "renameat2" ? EINVAL : nil
                }, while: body)
            return (calls >= number, nil)
        } catch {
            return (calls >= number, error)
        }
    }

    private func contents(_ folder: String) -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            contents[name] = FileManager.default.contents(atPath: folder + "/" + name)
        }
        return contents
    }

    @Test("a folder is the old one or the new one, and the next call leaves nothing else", arguments: faults)
    func folders(fault: Fault) throws {
        let (old, new) = (["a": Data([1]), "b": Data([1])], ["a": Data([2]), "b": Data([2]), "c": Data([2])])
        var outcomes: Set<Bool> = []
        for number in 1... {
            var isOver = false
            try withTemporaryFolder { parent in
                let path = parent + "/record"
                try AtomicFolder.write(path, files: [("a", [1]), ("b", [1])])
                let (isReached, error) = attempt(number, fault) {
                    try AtomicFolder.write(path, files: [("a", [2]), ("b", [2]), ("c", [2])])
                }
                if fault.isOld && fault.isCrash && !FileManager.default.fileExists(atPath: path) {
                    // The old one is aside, and the next call into the folder puts it back.
                    LeftOvers.remove(in: parent)
                }
                let found = contents(path)
                #expect(found == old || found == new, "call \(number): \(found.keys.sorted())")
                if error != nil && !fault.isCrash {
                    // People know the folder and its files, and not the temporary ones.
                    let named = try #require(error as? StorageError).path
                    #expect(
                        [path, path + "/a", path + "/b", path + "/c", parent].contains(named),
                        "call \(number): \(named)")
                }
                // What could not be done is said, unless it was done all the same.
                #expect(error != nil || found == new, "call \(number)")
                outcomes.insert(found == new)
                try AtomicFolder.write(parent + "/other", files: [("a", [3])])
                #expect(try FileManager.default.contentsOfDirectory(atPath: parent).sorted() == ["other", "record"])
                isOver = !isReached
            }
            if isOver {
                // A replacement of three files takes more calls than these.
                #expect(number > 20 && outcomes == [true, false])
                return
            }
        }
    }

    @Test("a file is the old one or the new one, and the next call leaves nothing else", arguments: faults)
    func files(fault: Fault) throws {
        for number in 1... {
            var isOver = false
            try withTemporaryFolder { parent in
                let path = parent + "/table"
                try AtomicFile.write([1], path: path)
                let (isReached, error) = attempt(number, fault) { try AtomicFile.write([2], path: path) }
                let found = FileManager.default.contents(atPath: path)
                #expect(found == Data([1]) || found == Data([2]), "call \(number)")
                if error != nil && !fault.isCrash {
                    let named = try #require(error as? StorageError).path
                    #expect([path, parent].contains(named), "call \(number): \(named)")
                }
                #expect(error != nil || found == Data([2]), "call \(number)")
                try AtomicFile.write([3], path: parent + "/other")
                #expect(try FileManager.default.contentsOfDirectory(atPath: parent).sorted() == ["other", "table"])
                isOver = !isReached
            }
            if isOver {
                #expect(number > 10)
                return
            }
        }
    }

    @Test("of files that belong together the last one never stands beside those of another call", arguments: faults)
    func together(fault: Fault) throws {
        for number in 1... {
            var isOver = false
            try withTemporaryFolder { folder in
                func write(_ value: UInt8) throws {
                    let staged = try StagedFolder(in: folder, for: "mark")
                    defer { staged.discard() }
                    for name in ["a", "b", "mark"] { try staged.write(name, [value]) }
                    try staged.move(["a", "b", "mark"], into: folder)
                }
                try write(1)
                let (isReached, _) = attempt(number, fault) { try write(2) }
                let files = contents(folder).filter { ["a", "b", "mark"].contains($0.key) }
                #expect(files["mark"] == nil || Set(files.values).count == 1, "call \(number)")
                isOver = !isReached
            }
            if isOver { return }
        }
    }
}
