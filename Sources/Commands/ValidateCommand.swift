internal import ArgumentParser
internal import DeclarativeFiles

/// `proportions validate`: finds every mistake in specs.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check specs, and say every mistake with its line and column.",
        discussion: "What is here of their data is read as well: what an experiment would refuse is told.")

    @Argument(help: "The specs; all in the folder of the experiments where none is given.")
    var specs: [String] = []

    @OptionGroup var listing: ListingOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var declarations: DeclarationOptions

    func run() throws {
        try Console.run {
            let workspace = try Workspace(declarations)
            let valid = specs.isEmpty ? try workspace.specs(only: []) : try workspace.specs(paths: specs)
            try listing.print(
                json: .array(
                    valid.map { spec in
                        [
                            "name": .string(spec.name), "title": .string(spec.title),
                            "dataset": .string(spec.datasetName), "runs": .integer(spec.runs),
                            "losses": .array(spec.losses.map { .string($0.card.name) }),
                            "baselines": .array(spec.baselines.map { .string($0.card.name) }),
                        ]
                    }),
                text: valid.map { spec in
                    let baselines = spec.baselines.isEmpty ? "" : ", \(spec.baselines.count) baselines"
                    return "\(spec.name): \(spec.losses.count) losses, \(spec.runs) runs each\(baselines), "
                        + "dataset \(spec.datasetName)"
                }.joined(separator: "\n"))
            var problems: [String] = []
            for spec in valid {
                do {
                    try spec.dataset.check(spec.dataset.source(in: data.location))
                } catch {
                    problems.append("\(spec.name): \(error)")
                }
            }
            problems.forEach(Console.complain)
            if !problems.isEmpty { throw ExitCode.failure }
        }
    }
}
