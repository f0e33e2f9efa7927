internal import ArgumentParser
internal import Experiments
internal import Reports

/// `proportions reproduce`: carries out every experiment and draws all tables and figures.
struct ReproduceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reproduce",
        abstract: "Carry out the experiments, and draw the tables and figures.",
        discussion: """
            Runs that are done already are not repeated. A run counts as done when everything that determines its outcome \
            is as it was, and its record, weights and predictions are there. Ctrl-C stops; the next call goes on.
            """)

    @OptionGroup var selection: SelectionOptions
    @OptionGroup var chosen: RunOptions
    @OptionGroup var results: ResultOptions
    @OptionGroup var work: WorkOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var declarations: DeclarationOptions
    @OptionGroup var console: ConsoleOptions

    func run() throws {
        try Console.run(isQuiet: console.isQuiet) {
            let workspace = try Workspace(declarations)
            let specs = try workspace.specs(only: selection.only)
            let plans = try chosen.select(
                from: specs.map { try ExperimentPlan(spec: $0, effort: results.effort, location: data.location) })
            if let warning = CommittedRecords(results.store).warning(before: plans) { Console.inform(warning) }
            let execution = Execution(store: results.store, work: work)
            let endings = execution.carryOut(plans)
            let subjects = plans.map { Report.Subject(spec: $0.spec, edition: $0.edition) }
            let isSound = try Rendering(
                store: results.store, outputFolder: output.folder(ofOwnSpecs: false),
                publishedFolder: output.publishedFolder
            ).render(subjects + workspace.neighbours(of: subjects, in: results))
            try endings.exit()
            if !isSound { throw ExitCode.failure }
        }
    }
}
