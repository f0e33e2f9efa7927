internal import Experiments
internal import ScientificFormats

/// The runs that submissions sent, and where each of them is.
struct RunsInQueue {
    /// A task that a run was sent with.
    struct Sending {
        /// The submission's name.
        let submission: String
        /// The task's number, counted from one.
        let task: Int
    }

    private let tasks: [String: Slurm.QueuedTask]
    private let sendings: [String: Sending]

    /// Joins submissions with the queue.
    ///
    /// - Parameters:
    ///   - submissions: The submissions.
    ///   - queue: The tasks that wait or run.
    /// - Throws: A `FormatError` where a submission with tasks in the queue cannot be read: its runs would be sent twice.
    init(submissions: SubmissionStore, queue: [Slurm.QueuedTask]) throws {
        var (tasks, sendings) = ([String: Slurm.QueuedTask](), [String: Sending]())
        let bySubmission = Dictionary(grouping: queue, by: \.submission)
        // The oldest first, so that the last sending of a run counts.
        for name in submissions.names() {
            let queued = Dictionary(bySubmission[name, default: []].map { ($0.index, $0) }) { first, _ in first }
            let submission: Submission
            do {
                submission = try submissions.submission(name)
            } catch {
                guard queued.isEmpty else { throw error }
                continue
            }
            for (index, runs) in submission.tasks.enumerated() {
                for run in runs {
                    sendings[run.identity] = Sending(submission: name, task: index + 1)
                    if let task = queued[index + 1] { tasks[run.identity] = task }
                }
            }
        }
        (self.tasks, self.sendings) = (tasks, sendings)
    }

    /// The task that a run waits in or is done by, if there is one.
    func task(of run: RunPlan) -> Slurm.QueuedTask? { tasks[run.identity.hash] }

    /// The task that a run was sent with last, if it was sent.
    func sending(of run: RunPlan) -> Sending? { sendings[run.identity.hash] }
}
