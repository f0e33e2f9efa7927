internal import Experiments
internal import Foundation
internal import ScientificFormats

/// The folder of all submissions of some results.
struct SubmissionStore {
    /// The folder.
    let root: String

    /// Names the folder that lies below that of results.
    init(below results: ResultsStore) {
        root = AbsolutePath.of(results.root) + "/.submissions"
    }

    /// The file of a submission that lists its runs.
    static let listFile = "runs.json"
    /// The script of its tasks.
    static let scriptFile = "job.sh"

    /// A name for a new submission, which sorts by time: the time of the day and a random number.
    static func newName() -> String {
        let time = Date().formatted(
            .iso8601.year().month().day().dateSeparator(.omitted).time(includingFractionalSeconds: false)
                .timeSeparator(.omitted))
        return time + "-" + String(Int.random(in: 0..<1 << 24), radix: 36)
    }

    /// The folder of a submission.
    func folder(of name: String) -> String { root + "/" + name }

    /// Where a task tells how it goes.
    func log(of name: String, task: Int) -> String { folder(of: name) + "/logs/\(task).log" }

    /// Stores a submission that is about to be sent.
    ///
    /// - Throws: A `StorageError`, or what the file system answers.
    func store(_ submission: Submission, name: String, script: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try AtomicFile.write(Array("*\n".utf8), path: root + "/.gitignore")
        try AtomicFolder.write(
            folder(of: name),
            files: [(Self.listFile, Array(try encoder.encode(submission))), (Self.scriptFile, Array(script.utf8))])
        try FileManager.default.createDirectory(
            atPath: folder(of: name) + "/logs", withIntermediateDirectories: true)
    }

    /// Removes a submission that could not be sent.
    func remove(_ name: String) { try? FileManager.default.removeItem(atPath: folder(of: name)) }

    /// The names of all submissions, the oldest first.
    func names() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    /// Reads a submission.
    ///
    /// - Throws: A `FormatError` that names the file.
    func submission(_ name: String) throws -> Submission {
        try Self.read(path: folder(of: name) + "/" + Self.listFile)
    }

    /// Reads the list of a submission.
    ///
    /// - Throws: A `FormatError` that names the file.
    static func read(path: String) throws -> Submission {
        let bytes = try FileBytes.read(path: path)
        do {
            return try JSONDecoder().decode(Submission.self, from: Data(bytes))
        } catch {
            throw FormatError(file: path, reason: "is no list of runs that 'submit' wrote; submit again")
        }
    }
}
