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
            here the figure stays as it is. No data is read: --data is taken, as every command of specs takes it, and has \
            no effect.
            """)

    @OptionGroup var specs: SpecOptions

    @OptionGroup var selection: SelectionOptions
    @OptionGroup var results: ResultOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var declarations: DeclarationOptions
    @OptionGroup var console: ConsoleOptions

    @Flag(help: "Leave the figures as they are.")
    var tablesOnly = false

    func validate() throws {
        guard specs.words.isEmpty || selection.names.isEmpty else {
            throw ValidationError(
                "--only chooses among the experiments of the folder; leave it out where specs are named")
        }
    }

    func run() throws {
        try Console.run(isQuiet: console.isQuiet) {
            let workspace = try Workspace(declarations)
            let isWhole = specs.words.isEmpty
            let chosen = try isWhole ? workspace.specs(only: selection.only) : workspace.specs(named: specs.words)
            let subjects = chosen.compactMap { subject(of: $0) }
            guard !subjects.isEmpty else { throw ExitCode.failure }
            let contenders = isWhole ? try workspace.contenders(in: results) : []
            let shelves = Set(chosen.map(workspace.shelf))
            let neighbours =
                isWhole || Shelf.areBeyond(shelves)
                ? try workspace.neighbours(
                    of: subjects, among: isWhole ? workspace.specs(only: []) : workspace.allSpecs(), in: results) : []
            let isSound = try Rendering(
                store: results.store,
                outputFolder: output.folder(of: shelves, areNamed: !isWhole), publishedFolder: output.publishedFolder
            ).render(subjects + neighbours, contenders: contenders, includesFigures: !tablesOnly)
            if !isSound { throw ExitCode.failure }
        }
    }

    /// The best edition of an experiment that there are records of; where there is none, that is told.
    private func subject(of spec: ExperimentSpec) -> Report.Subject? {
        if let edition = results.store.edition(experiment: spec.name, effort: results.effort) {
            return Report.Subject(spec: spec, edition: edition)
        }
        let others = results.store.editions(experiment: spec.name)
        Console.complain(
            "\(spec.name): no records of effort '\(results.effort)' in '\(results.resultsFolder)'"
                + (others.isEmpty ? "" : "; there are: \(others.joined(separator: ", ")) (see --effort)"))
        return nil
    }
}
