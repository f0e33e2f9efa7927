internal import ArgumentParser
internal import DeclarativeFiles
internal import Experiments
internal import ScientificFormats

/// `proportions validate`: finds every mistake in specs.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check specs, and say every mistake with its line and column.",
        discussion: "What is here of their data is read as well: what an experiment would refuse is told. With --data "
            + "it also says what of the data is not there, and what would take its place.")

    @OptionGroup var specs: SpecOptions

    @OptionGroup var listing: ListingOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var declarations: DeclarationOptions

    func run() throws {
        try Console.run {
            let workspace = try Workspace(declarations)
            let valid = try workspace.specs(named: specs.words)
            let sources = try valid.map { spec in
                data.folders.isEmpty ? nil : try spec.dataset.source(in: data.location)
            }
            try listing.print(
                json: .array(zip(valid, sources).map { json(of: $0, source: $1) }),
                text: zip(valid, sources).map { text(of: $0, source: $1) }.joined(separator: "\n"))
            var problems: [String] = []
            for spec in valid {
                do {
                    try spec.dataset.check(spec.dataset.source(in: data.location))
                } catch {
                    problems.append("\(spec.name): \(Wording(of: error))")
                }
            }
            problems.forEach(Console.complain)
            if !problems.isEmpty { throw ExitCode.failure }
        }
    }

    private func json(of spec: ExperimentSpec, source: DatasetSource?) -> StructuredValue {
        var json: StructuredValue = [
            "name": .string(spec.name), "title": .string(spec.title),
            "dataset": .string(spec.datasetName), "runs": .integer(spec.runs),
            "losses": .array(spec.losses.map { .string($0.card.name) }),
            "baselines": .array(spec.baselines.map { .string($0.card.name) }),
        ]
        if let source {
            json["stand_in"] = source.standIn.map { .string($0) } ?? .null
            json["absent"] = .array(source.absent.map { ["part": .string($0.name), "reason": .string($0.reason)] })
        }
        return json
    }

    private func text(of spec: ExperimentSpec, source: DatasetSource?) -> String {
        let baselines = spec.baselines.isEmpty ? "" : ", \(spec.baselines.count) baselines"
        let line =
            "\(spec.name): \(spec.losses.count) losses, \(spec.runs) \(spec.runs == 1 ? "run" : "runs") each\(baselines), dataset \(spec.datasetName)"
        let missing =
            (source?.standIn).map { ["stand-in: \($0)"] }
            ?? (source?.absent ?? []).map { "without \($0.name): \($0.reason)" }
        return ([line] + missing.map { "  " + $0 }).joined(separator: "\n")
    }
}
