internal import ArgumentParser
internal import Experiments

/// `proportions task`: what a cluster starts for every task of a submission.
struct TaskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "task",
        abstract: "Carry out the runs of a task that 'submit' sent.",
        shouldDisplay: false)

    @Argument(help: "The list of runs of the submission.")
    var list: String

    @Argument(help: "The task's number, counted from one.")
    var number: Int

    @OptionGroup var results: ResultOptions
    @OptionGroup var work: WorkOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var declarations: DeclarationOptions

    func run() throws {
        // A log of many tasks is read when something went wrong, and progress is none of that.
        try Console.run(isQuiet: true) {
            let tasks = try SubmissionStore.read(path: list).tasks
            guard tasks.indices.contains(number - 1) else {
                throw ValidationError("'\(list)' has \(tasks.count) tasks, and no task \(number)")
            }
            let runs = tasks[number - 1]
            let wanted = Set(runs.map(\.identity))
            let plans = try Workspace(declarations).specs(paths: Set(runs.map(\.spec)).sorted()).map { spec in
                try ExperimentPlan(spec: spec, effort: results.effort, location: data.location)
                    .selecting { wanted.contains($0.identity.hash) }
            }
            var endings = Execution(store: results.store, work: work).carryOut(plans)
            let found = Set(plans.flatMap(\.runs).map(\.identity.hash))
            for run in runs where !found.contains(run.identity) {
                endings.troubles.append(
                    "\(run.spec): \(run.method), run \(run.run): the spec or the data is not what it was when the run "
                        + "was sent; submit again")
            }
            try endings.exit()
        }
    }
}
