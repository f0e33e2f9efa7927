internal import ArgumentParser
internal import Experiments

/// `proportions plan`: says what running specs would do.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Say what would run, what is there already and why not, and how long it is expected to take.",
        discussion: "The time is worked out from a few steps of every method, made for the purpose.")

    @Argument(help: "The specs; all in the folder of the experiments where none is given.")
    var specs: [String] = []

    @OptionGroup var results: ResultOptions
    @OptionGroup var work: WorkOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var declarations: DeclarationOptions

    func run() throws {
        try reportingFailures {
            let workspace = try Workspace(declarations)
            for spec in specs.isEmpty ? try workspace.specs(only: []) : try workspace.specs(paths: specs) {
                let plan = try ExperimentPlan(spec: spec, effort: results.effort, location: data.location)
                print(try Forecast(plan: plan, store: results.store, work: work).text)
            }
        }
    }
}
