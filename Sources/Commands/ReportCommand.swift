internal import ArgumentParser
internal import Experiments

/// `proportions report`: draws tables and figures from records.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Draw the tables and figures from the records that are there; nothing is run.",
        discussion: """
            Figures also need the predictions and the picture that a run leaves beside its record; where these are not \
            here the figure stays as it is.
            """)

    @OptionGroup var selection: SelectionOptions
    @OptionGroup var results: ResultOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var declarations: DeclarationOptions

    func run() throws {
        try reportingFailures {
            let plans = try Workspace(declarations).specs(only: selection.only).map {
                try ExperimentPlan(spec: $0, effort: results.effort, location: data.location)
            }
            try Rendering(store: results.store, output: output.outputFolder).render(plans)
        }
    }
}
