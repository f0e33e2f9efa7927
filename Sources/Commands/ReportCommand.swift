internal import ArgumentParser
internal import Experiments
internal import Reports

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
    @OptionGroup var output: OutputOptions
    @OptionGroup var declarations: DeclarationOptions
    @OptionGroup var console: ConsoleOptions

    @Flag(help: "Leave the figures as they are.")
    var tablesOnly = false

    func run() throws {
        try Console.run(isQuiet: console.isQuiet) {
            let workspace = try Workspace(declarations)
            let subjects = try workspace.specs(only: selection.only).map {
                Report.Subject(
                    spec: $0, edition: results.store.edition(experiment: $0.name, effort: results.effort))
            }
            let neighbours = try workspace.neighbours(of: subjects, in: results)
            let isSound = try Rendering(store: results.store, output: output)
                .render(subjects + neighbours, includesFigures: !tablesOnly)
            if !isSound { throw ExitCode.failure }
        }
    }
}
