internal import Experiments

/// Runs that were sent to a cluster as one array of tasks.
///
/// It lies in a folder of its own below that of the results, `.submissions/NAME`: the list of runs in `runs.json`, the
/// script of the tasks in `job.sh`, and what each task says in `logs/TASK.log`. The cluster knows it by its job's name, so
/// that nothing has to be kept in step with the queue.
struct Submission: Sendable, Codable, Equatable {
    /// A run that a task carries out.
    struct Run: Sendable, Codable, Equatable {
        /// The file of the spec, from the root on.
        let spec: String
        /// The method's name.
        let method: String
        /// The repetition, counted from one.
        let run: Int
        /// The hash of what determines its outcome: a spec that has changed since asks for another run.
        let identity: String
    }

    /// The runs of each task; a task's runs are of one experiment, whose dataset it makes once.
    let tasks: [[Run]]

    /// Divides runs among tasks.
    ///
    /// - Parameters:
    ///   - plans: The runs to send, by experiment.
    ///   - runsPerTask: The largest number of runs of a task.
    ///   - largestArray: The largest number of tasks of a submission.
    /// - Returns: As many submissions as it takes.
    static func dividing(_ plans: [ExperimentPlan], runsPerTask: Int, largestArray: Int) -> [Submission] {
        let tasks = plans.flatMap { plan in
            let runs = plan.runs.map { run in
                Run(
                    spec: AbsolutePath.of(plan.spec.place.file), method: run.place.method, run: run.place.run,
                    identity: run.identity.hash)
            }
            return runs.chunks(of: runsPerTask)
        }
        return tasks.chunks(of: largestArray).map(Submission.init)
    }
}

extension Array {
    /// The elements in pieces of a number of them; the last piece may be shorter.
    fileprivate func chunks(of count: Int) -> [[Element]] {
        stride(from: 0, to: self.count, by: count).map { Array(self[$0..<Swift.min($0 + count, self.count)]) }
    }
}
