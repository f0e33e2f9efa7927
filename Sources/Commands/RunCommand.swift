internal import ArgumentParser
internal import Experiments

/// `proportions run`: carries out the experiments of given specs.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Carry out the experiment of a spec, wherever the spec is.",
        discussion: """
            Leaves records and prints the scores: those on the validation samples of every run, and those on the test \
            samples of the run that tables show. 'report' with the same specs draws tables and figures from the records.
            """)

    @Argument(help: SpecOptions.one("The specs"), completion: SpecOptions.completion)
    var specs: [String]

    @Flag(help: "Print no scores of test samples, which have no part in the choice of a recipe.")
    var validationOnly = false

    @OptionGroup var chosen: RunOptions
    @OptionGroup var results: ResultOptions
    @OptionGroup var work: WorkOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var declarations: DeclarationOptions
    @OptionGroup var console: ConsoleOptions

    func run() throws {
        try Console.run(isQuiet: console.isQuiet) {
            let plans = try chosen.select(
                from: Workspace(declarations).specs(named: specs).map {
                    try ExperimentPlan(spec: $0, effort: results.effort, location: data.location)
                })
            let execution = Execution(store: results.store, work: work)
            let endings = execution.carryOut(plans)
            for plan in plans {
                Console.print(ScoreSummary(plan: plan, store: results.store, showsTests: !validationOnly).text())
            }
            try endings.exit()
        }
    }
}
