internal import ArgumentParser
internal import Experiments
internal import Foundation

/// `proportions submit`: sends the runs that are missing to a cluster.
struct SubmitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Send the runs that are missing to a cluster, and return at once.",
        discussion: """
            The runs become the tasks of one job array. Nothing is left running here: 'status' reads the results and the \
            queue. A second call sends what is missing then, and is neither waiting nor running. The folder of the results, \
            the data and the program must be where the nodes find them under the same paths.
            """)

    @OptionGroup var specs: SpecOptions

    @Option(help: "What carries out the tasks: slurm.")
    var executor = Executor.slurm

    @Option(help: "How many runs a task does, one after the other or --workers at a time.")
    var runsPerTask = 8

    @Option(help: "How many tasks may run at a time. (default: as many as there is room for)")
    var limit: Int?

    @Option(help: "The partition of the cluster. (default: the site's)")
    var partition: String?

    @Option(help: "How long a task may take, as sbatch takes it. (default: the site's)")
    var time: String?

    @Option(help: "How often a task is begun again after its node failed.")
    var retries = 3

    @Option(
        name: .customLong("sbatch"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "A further option of sbatch, such as --account=NAME. May be given more than once.", valueName: "option"))
    var options: [String] = []

    @Flag(help: "Print the script of the tasks, and send nothing.")
    var dryRun = false

    @OptionGroup var chosen: RunOptions
    @OptionGroup var results: ResultOptions
    @OptionGroup var work: WorkOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var declarations: DeclarationOptions
    @OptionGroup var console: ConsoleOptions

    func validate() throws {
        try OptionRange.check(runsPerTask, in: 1..., "--runs-per-task")
        try OptionRange.check(limit, in: 1..., "--limit")
        try OptionRange.check(retries, in: 0...1000, "--retries")
        let words = options + [partition, time].compactMap(\.self)
        guard !words.contains(where: { $0.contains(where: \.isNewline) }) else {
            throw ValidationError("options of sbatch cannot hold line ends")
        }
    }

    func run() throws {
        try Console.run(isQuiet: console.isQuiet) {
            let plans = try chosen.select(
                from: Workspace(declarations).specs(named: specs.words).map {
                    try ExperimentPlan(spec: $0, effort: results.effort, location: data.location)
                })
            let submissions = SubmissionStore(below: results.store)
            let sent = try RunsInQueue(submissions: submissions, queue: dryRun ? [] : Slurm.queue())
            let missing = plans.map { $0.selecting(results.store.isMissing) }
            let unsent = missing.map { plan in plan.selecting { sent.task(of: $0) == nil } }
            func count(_ plans: [ExperimentPlan]) -> Int { plans.reduce(0) { $0 + $1.runs.count } }
            let waiting = count(missing) - count(unsent)
            if waiting > 0 { Console.inform("\(waiting) runs wait or run already") }
            guard count(unsent) > 0 else { return Console.print("nothing to send") }
            let arrays = Submission.dividing(
                unsent, runsPerTask: runsPerTask, largestArray: dryRun ? .max : try Slurm.largestArray())
            for submission in arrays { try send(submission, to: submissions) }
        }
    }

    /// Sends an array, or prints its script.
    private func send(_ submission: Submission, to submissions: SubmissionStore) throws {
        let name = SubmissionStore.newName()
        let script = script(of: submission, name: name, folder: submissions.folder(of: name))
        guard !dryRun else { return Console.print(script, terminator: "") }
        try submissions.store(submission, name: name, script: script)
        do {
            let job = try Slurm.submit(script: submissions.folder(of: name) + "/" + SubmissionStore.scriptFile)
            let runs = submission.tasks.map(\.count).reduce(0, +)
            Console.print(
                "job \(job): \(submission.tasks.count) tasks with \(runs) runs, '\(submissions.folder(of: name))'")
        } catch {
            submissions.remove(name)
            throw error
        }
    }

    private func script(of submission: Submission, name: String, folder: String) -> String {
        var command = [
            AbsolutePath.of(Bundle.main.executablePath ?? CommandLine.arguments[0]), "task",
            "--results", AbsolutePath.of(results.resultsFolder), "--effort", results.effort.rawValue,
            "--experiments", AbsolutePath.of(declarations.experimentsFolder),
            "--workers", String(work.wantedWorkers ?? 1),
        ]
        if let cache = work.wantedCacheFolder { command += ["--cache", AbsolutePath.of(cache)] }
        for folder in data.folders { command += ["--data", AbsolutePath.of(folder)] }
        return SlurmScript(
            name: name, tasks: submission.tasks.count, limit: limit, processors: work.wantedWorkers ?? 1,
            retries: retries, partition: partition, time: time, options: options, folder: folder,
            command: command + [folder + "/" + SubmissionStore.listFile]
        ).text
    }
}

extension ResultsStore {
    /// Whether a run has still to be done.
    func isMissing(_ run: RunPlan) -> Bool {
        if case .done = state(of: run) { false } else { true }
    }
}
