internal import DeclarativeFiles
internal import Experiments

/// How far the runs of plans are.
struct StatusReport {
    private let experiments: [(plan: ExperimentPlan, runs: [(run: RunPlan, status: RunStatus)])]

    /// Looks at every run.
    ///
    /// - Parameters:
    ///   - plans: The experiments.
    ///   - store: Their results.
    ///   - submissions: What was sent to a cluster.
    ///   - sent: Where the runs that were sent are.
    ///   - endings: How tasks ended that are in the queue no more, by submission and task, as far as that is known.
    init(
        plans: [ExperimentPlan], store: ResultsStore, submissions: SubmissionStore, sent: RunsInQueue,
        endings: [String: [Int: String]]
    ) {
        experiments = plans.map { plan in
            let runs = plan.runs.map { run in
                let status: RunStatus
                if !store.isMissing(run) {
                    status = .done
                } else if let task = sent.task(of: run) {
                    status =
                        task.isRunning
                        ? .running("job \(task.job) on \(task.detail)") : .queued("job \(task.job): \(task.detail)")
                } else if let record = store.record(of: run), let trouble = record.trouble {
                    status = .failed(trouble)
                } else if let sending = sent.sending(of: run) {
                    let ending = endings[sending.submission]?[sending.task] ?? "its task ended without a result"
                    status = .failed("\(ending); see \(submissions.log(of: sending.submission, task: sending.task))")
                } else {
                    // What is there of it, if anything, is a record of something else: 'plan' says of what.
                    status = .missing
                }
                return (run, status)
            }
            return (plan, runs)
        }
    }

    /// One line an experiment, and one for every run that runs or failed.
    var text: String {
        experiments.flatMap { plan, runs in
            let counts = ["done", "running", "queued", "failed", "missing"].compactMap { word -> String? in
                let count = runs.count { $0.status.word == word }
                return count > 0 ? "\(count) \(word)" : nil
            }
            let sum = plan.isLeftOut ? "left out, as its data is not here" : counts.joined(separator: ", ")
            let details = runs.compactMap { run, status in
                switch status {
                case .running(let detail), .failed(let detail):
                    "  \(run.place.method) · run \(run.place.run): \(status.word): \(detail)"
                case .done, .queued, .missing: nil
                }
            }
            return ["\(plan.spec.name) (\(plan.edition)): \(sum)"] + details
        }.joined(separator: "\n")
    }

    /// All runs as values.
    var json: StructuredValue {
        .array(
            experiments.map { plan, runs in
                [
                    "experiment": .string(plan.spec.name), "edition": .string(plan.edition),
                    "runs": .array(
                        runs.map { run, status in
                            var value: StructuredValue = [
                                "method": .string(run.place.method), "run": .integer(run.place.run),
                                "status": .string(status.word),
                            ]
                            value["detail"] = status.detail.map(StructuredValue.string)
                            return value
                        }),
                ]
            })
    }
}
