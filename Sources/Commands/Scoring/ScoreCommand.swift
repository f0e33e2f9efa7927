internal import ArgumentParser
internal import DataCatalogue
internal import Experiments
internal import Foundation
internal import NumericalMethods
internal import ProportionInference
internal import ScientificFormats

/// `proportions score`: puts results that another program made into the tables.
struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Score proportions that another program inferred, and put them into the tables.",
        usage: "proportions score EXPERIMENT PREDICTIONS ... --name NAME [options]",
        discussion: """
            EXPERIMENT is an experiment, a spec, or the dataset of a single experiment. PREDICTIONS are for its test samples, \
            in their order and in that of the classes ('run' leaves the numbers of test samples in dataset.json); each file \
            is a run:

              .npy  samples x classes, or rows x columns x classes of the whole image
              .csv  a column for each class; samples by a column 'sample', 'pattern' or 'file', pixels by 'row' and 'column'
              .mat  an array of such a shape, or classes x samples

            The same metrics on the same samples give the scores. Records are kept beside those of the experiment, and \
            'report' shows them behind the other methods, marked and not ranked. The same command with other files \
            replaces them.

            Examples:
              proportions score EXPERIMENT fractions.npy --name "My method"
              proportions score EXPERIMENT fitted.csv --part PART --name "Another program" --given structures
              proportions score EXPERIMENT --name "My method" --remove
            """)

    @Argument(help: "The experiment, by name, by the file of its spec, or by a dataset or test part that no other has.")
    var experiment: String

    @Argument(help: "The files of predictions (.npy, .csv or .mat), one for each run.", completion: .file())
    var files: [String] = []

    @Option(name: .customLong("name"), help: "The name that tables print.")
    var title: String

    @Option(help: "The test part, where the experiment has several.")
    var part: String?

    @Option(
        help: ArgumentHelp(
            "What the other program was given: \(Supervision.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "what"))
    var given: Supervision = .unknown

    @Option(
        help:
            "What is asked of the sums: one, normalized (divided by them), or any (scored as they are).")
    var sums: ProportionSums = .one

    @Option(help: ArgumentHelp("The variable of a MATLAB file.", valueName: "name"))
    var variable: String?

    @Flag(help: "Remove what was scored under the name.")
    var remove = false

    @OptionGroup var results: ResultOptions
    @OptionGroup var work: WorkOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var declarations: DeclarationOptions
    @OptionGroup var console: ConsoleOptions

    func validate() throws {
        guard title.contains(where: { !$0.isWhitespace }), !title.contains(where: \.isNewline), title.count <= 60 else {
            throw ValidationError("--name wants a name of at most 60 characters in one line")
        }
        guard files.isEmpty == remove else {
            throw ValidationError(
                remove
                    ? "--remove takes no files" : "name the files of predictions, or remove what is there with --remove"
            )
        }
    }

    func run() throws {
        try Console.run(isQuiet: console.isQuiet) {
            let plan = try ExperimentPlan(spec: try spec(), effort: results.effort, location: data.location)
            guard !remove else { return try removeResults(of: plan) }
            let part = try part(of: plan)
            let scoring = try Runner(
                store: results.store, workers: work.workers, cacheFolder: work.cacheFolder,
                interruption: Interruption(),
                progress: ProgressBoard(style: Console.isQuiet ? .silent : .automatic(), write: Console.show),
                environment: .current(commit: Program.current.knownCommit), command: CommandLine.words()
            ).scoring(of: plan)
            guard let samples = scoring.dataset.tests.first(where: { $0.name == part }) else {
                throw FormatError(file: part, reason: "has no test samples here")
            }
            let scored = ScoredPart(samples, of: scoring.dataset)
            let runs = try files.map { path in
                let file = try PredictionFile(path: path, variable: variable, part: scored)
                for remark in file.remarks { Console.inform("\(path): \(remark)") }
                return try sums.checked(file.proportions, file: path, part: scored)
            }
            let records = try scoring.add(
                ExternalResults(title: title, given: given, part: part, runs: runs))
            Console.print("\(title), test \(part), in percent")
            for (record, path) in zip(records, files) {
                guard let scores = record.tests.first(where: { $0.part == part })?.scores else { continue }
                let words = ProportionMetric.allCases.map { metric in
                    "\(metric.title) \(PlainText.percent(metric.value(in: scores)))"
                }
                Console.print("  \(words.joined(separator: ", ")) (\(path))")
            }
            Console.inform("'proportions report' shows it in the table of '\(plan.spec.name)'")
        }
    }

    private func removeResults(of plan: ExperimentPlan) throws {
        guard try results.store.removeExternal(titled: title, of: plan) > 0 else {
            let known = results.store.externalTitles(of: plan)
            throw FormatError(
                file: title,
                reason: "nothing was scored under this name for '\(plan.spec.name)'; "
                    + (known.isEmpty ? "there are no such results" : "there are: \(known.joined(separator: ", "))"))
        }
        Console.inform("removed '\(title)'; 'proportions report' draws the table without it")
    }

    /// The experiment that is meant: by its spec, by its name, or by a dataset or test part that no other one has.
    private func spec() throws -> ExperimentSpec {
        let workspace = try Workspace(declarations)
        guard Workspace.isName(experiment) else { return try workspace.specs(paths: [experiment])[0] }
        if let named = try workspace.allSpecs().first(where: { $0.name == experiment }) { return named }
        let specs = try workspace.specs(only: [])
        let having = specs.filter { $0.datasetName == experiment || $0.dataset.testParts.contains(experiment) }
        if having.count == 1 { return having[0] }
        guard having.isEmpty else {
            throw ValidationError(
                "'\(experiment)' belongs to several experiments; name one: \(having.map(\.name).joined(separator: ", "))"
            )
        }
        try checkName(experiment, among: specs.map(\.name), called: "experiment")
        return specs[0]
    }

    /// The test part that is meant, whose data must be there.
    private func part(of plan: ExperimentPlan) throws -> String {
        let parts = plan.spec.dataset.testParts
        let own = parts.contains(experiment) ? experiment : nil
        guard let name = part ?? own ?? (parts.count == 1 ? parts[0] : nil) else {
            throw ValidationError("--part must say which test samples are meant: \(parts.joined(separator: ", "))")
        }
        try checkName(name, among: parts, called: "test part")
        if let standIn = plan.source.standIn {
            throw FormatError(
                file: name,
                reason: "the data is not here (\(standIn)); 'proportions data fetch \(plan.spec.datasetName)'")
        }
        if let absent = plan.source.absent.first(where: { $0.name == name }) {
            throw FormatError(file: name, reason: "the data is not here: \(absent.reason)")
        }
        return name
    }
}
