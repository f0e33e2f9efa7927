internal import ArgumentParser

/// `proportions validate`: finds every mistake in specs.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check specs, and say every mistake with its line and column.")

    @Argument(help: "The specs; all in the folder of the experiments where none is given.")
    var specs: [String] = []

    @OptionGroup var declarations: DeclarationOptions

    func run() throws {
        try reportingFailures {
            let workspace = try Workspace(declarations)
            let valid = specs.isEmpty ? try workspace.specs(only: []) : try workspace.specs(paths: specs)
            for spec in valid {
                let baselines = spec.baselines.isEmpty ? "" : ", \(spec.baselines.count) baselines"
                print(
                    "\(spec.name): \(spec.losses.count) losses, \(spec.runs) runs each\(baselines), "
                        + "dataset \(spec.datasetName)")
            }
        }
    }
}
