internal import ArgumentParser
internal import Experiments

/// `proportions status`: says how far runs are, here and on a cluster.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say which runs are done, wait, run, failed or are missing, from the results and a cluster's queue.",
        discussion: """
            Results are read first; of the runs that 'submit' sent and that are not done, Slurm is asked, and its accounts \
            where it keeps any. Nothing is run.
            """)

    @OptionGroup var specs: SpecOptions

    @OptionGroup var chosen: RunOptions
    @OptionGroup var results: ResultOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var declarations: DeclarationOptions
    @OptionGroup var listing: ListingOptions

    func run() throws {
        try Console.run {
            let plans = try chosen.select(
                from: Workspace(declarations).specs(named: specs.words).map {
                    try ExperimentPlan(spec: $0, effort: results.effort, location: data.location)
                })
            let submissions = SubmissionStore(below: results.store)
            let names = submissions.names()
            let queue = names.isEmpty ? [] : try Slurm.queue()
            let report = StatusReport(
                plans: plans, store: results.store, submissions: submissions,
                sent: try RunsInQueue(submissions: submissions, queue: queue),
                endings: Slurm.endings(of: names))
            try listing.print(json: report.json, text: report.text)
        }
    }
}
