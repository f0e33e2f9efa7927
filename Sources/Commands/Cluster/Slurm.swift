internal import Experiments
internal import Foundation

/// Slurm, asked through its own programs.
enum Slurm {
    /// Why Slurm did not do what was asked.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// A task of an array that waits, or runs.
    struct QueuedTask: Equatable {
        /// The submission that it belongs to.
        let submission: String
        /// Its number, counted from one.
        let index: Int
        /// The job's number and the task's, as Slurm's programs take them.
        let job: String
        /// Whether it runs; it waits otherwise.
        let isRunning: Bool
        /// The node that it runs on, or why it waits.
        let detail: String
    }

    /// What the names of jobs begin with; the submission's name follows.
    static let jobPrefix = "proportions-"

    /// Sends a script.
    ///
    /// - Returns: The number of the job.
    /// - Throws: ``Failure`` with what `sbatch` said.
    static func submit(script: String) throws -> String {
        let output = try ask(["sbatch", "--parsable", script], within: 120)
        // On a federation the cluster's name follows.
        return output.split(whereSeparator: { $0 == ";" || $0.isNewline }).first.map(String.init) ?? ""
    }

    /// The tasks of all submissions that wait or run.
    ///
    /// - Throws: ``Failure`` where Slurm is not there, or does not answer.
    static func queue() throws -> [QueuedTask] {
        tasks(of: try ask(["squeue", "--me", "--noheader", "--array", "--format=%F|%K|%T|%N|%r|%j"], within: 120))
    }

    /// Reads the answer of `squeue`.
    static func tasks(of text: String) -> [QueuedTask] {
        text.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 6, let index = Int(fields[1]), fields[5].hasPrefix(jobPrefix) else { return nil }
            let isRunning = fields[2] != "PENDING"
            return QueuedTask(
                submission: String(fields[5].dropFirst(jobPrefix.count)), index: index, job: "\(fields[0])_\(index)",
                isRunning: isRunning, detail: isRunning ? fields[3] : fields[4])
        }
    }

    /// How tasks of submissions ended, as far as the cluster keeps accounts.
    ///
    /// - Parameter submissions: The names of the submissions.
    /// - Returns: The states of the tasks that did not end well, such as `OUT_OF_MEMORY`, by submission and task; none where
    ///   there are no accounts.
    static func endings(of submissions: [String]) -> [String: [Int: String]] {
        guard let oldest = submissions.min() else { return [:] }
        // A submission's name begins with its time: YYYYMMDDTHHMMSS.
        let day = [oldest.prefix(4), oldest.dropFirst(4).prefix(2), oldest.dropFirst(6).prefix(2)]
        let command = [
            "sacct", "--noheader", "--parsable2", "--allocations", "--array", "--format=JobID,State,JobName",
            "--starttime=\(day.joined(separator: "-"))",
            "--name=\(submissions.map { jobPrefix + $0 }.joined(separator: ","))",
        ]
        return (try? ask(command, within: 120)).map(endings) ?? [:]
    }

    /// Reads the answer of `sacct`.
    static func endings(of text: String) -> [String: [Int: String]] {
        var endings: [String: [Int: String]] = [:]
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 3, fields[2].hasPrefix(jobPrefix), fields[1] != "COMPLETED",
                let index = fields[0].split(separator: "_").last.flatMap({ Int($0) })
            else { continue }
            endings[String(fields[2].dropFirst(jobPrefix.count)), default: [:]][index] = fields[1]
        }
        return endings
    }

    /// The largest number of tasks of an array that the site allows.
    ///
    /// - Throws: ``Failure`` where Slurm does not answer.
    static func largestArray() throws -> Int {
        let settings = try ask(["scontrol", "show", "config"], within: 120)
        let line = settings.split(separator: "\n").first { $0.hasPrefix("MaxArraySize") }
        // The setting is above the largest index; Slurm's own default is 1001.
        let size = line?.split(separator: "=").last.flatMap { Int($0.trimmingCharacters(in: .whitespaces)) } ?? 1001
        return max(size - 1, 1)
    }

    private static func ask(_ command: [String], within seconds: Double) throws -> String {
        guard let answer = ExternalProgram.answer(of: command, within: seconds) else {
            throw Failure(description: "'\(command[0])' did not answer within \(Int(seconds)) seconds")
        }
        if answer.status == 127 {
            throw Failure(description: "there is no '\(command[0])' here; submit where Slurm's programs are")
        }
        guard answer.status == 0 else {
            throw Failure(description: "'\(command[0])' ended with \(answer.status): \(answer.errors)")
        }
        return String(decoding: answer.output, as: UTF8.self)
    }
}
