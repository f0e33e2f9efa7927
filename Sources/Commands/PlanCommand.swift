internal import ArgumentParser
internal import Experiments

/// `proportions plan`: says what running specs would do.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Say what would run, what is there already and why not, and how long it is expected to take.",
        discussion: """
            The time is that of a machine that does nothing else, worked out from a few steps of every method on made-up \
            samples; no dataset is made.
            """)

    @OptionGroup var specs: SpecOptions

    @OptionGroup var results: ResultOptions
    @OptionGroup var work: WorkOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var declarations: DeclarationOptions
    @OptionGroup var listing: ListingOptions

    func run() throws {
        try Console.run {
            let workspace = try Workspace(declarations)
            let forecasts = try workspace.specs(named: specs.words).map { spec in
                try Forecast(
                    of: ExperimentPlan(spec: spec, effort: results.effort, location: data.location),
                    store: results.store, work: work)
            }
            try listing.print(
                json: .array(forecasts.map(\.json)), text: text(of: forecasts))
        }
    }
    /// The forecasts, and how long all of them take together.
    private func text(of forecasts: [Forecast]) -> String {
        let seconds = forecasts.reduce(0) { $0 + $1.seconds }
        let sum = ["all: about \(TimeText.rough(.seconds(seconds)))"]
        return (forecasts.map(\.text) + (forecasts.count > 1 && seconds > 0 ? sum : [])).joined(separator: "\n")
    }
}
