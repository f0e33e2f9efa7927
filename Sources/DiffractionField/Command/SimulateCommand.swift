internal import ArgumentParser
internal import Commands
internal import Experiments
internal import Foundation
internal import ProportionInference
internal import Reports

/// `proportions simulate`: makes examples of the patterns that a spec's networks are trained on.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Simulate patterns as the networks of a spec are trained on.",
        discussion: """
            Prints the name and the proportions of each as comma-separated values. Files that are asked for go into the \
            output folder together with them, as simulated-NAME.csv.

            With --fractions the mixtures are those of a file, any number of them: the voxels of a tomogram, say. Their \
            patterns go into simulated-NAME.npy, as an instrument counts them, and 'predict' reads that.
            """)

    @Argument(
        help: SpecOptions.one("The spec, whose dataset must be a simulated one"), completion: SpecOptions.completion)
    var spec: String

    @Option(name: .customLong("count"), help: "How many patterns are simulated. (default: \(usualCount))")
    var wantedCount: Int?

    @Option(
        help: ArgumentHelp(
            "A .npy file, mixtures x phases in the order of the spec, with the weight fractions to simulate.",
            valueName: "file"),
        completion: .file(extensions: ["npy"]))
    var fractions: String?

    @Flag(
        help: ArgumentHelp(
            "Draw the patterns into simulated-NAME.png, .pdf and .svg, \(PatternExamples.largestFigure) at most."))
    var plot = false

    @Flag(help: "Write each pattern into a file simulated-NAME-N.xy.")
    var writePatterns = false

    @Option(name: .customLong("output"), help: ArgumentHelp("The folder of the files.", valueName: "folder"))
    var outputFolder = "simulated"

    @OptionGroup var declarations: DeclarationOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var console: ConsoleOptions

    func validate() throws {
        try OptionRange.check(count, in: 1...10_000, "--count")
        guard fractions == nil || !(plot || writePatterns || wantedCount != nil) else {
            throw ValidationError("--fractions goes with none of --count, --plot and --write-patterns")
        }
    }

    private static let usualCount = 5
    private var count: Int { wantedCount ?? Self.usualCount }

    func run() throws {
        try Console.run(isQuiet: console.isQuiet) {
            for spec in try Workspace(declarations).specs(named: [spec]) {
                guard let dataset = spec.dataset as? any SimulatedDataset else {
                    throw ValidationError(
                        "the dataset '\(spec.datasetName)' cannot be simulated: it is of the kind "
                            + "'\(spec.datasetKind.name)', whose samples are read from files")
                }
                let source = try dataset.source(in: data.location)
                if let fractions {
                    guard let recipe = spec.dataset as? DiffractionRecipe else {
                        throw ValidationError("--fractions is for powder patterns, not for '\(spec.datasetName)'")
                    }
                    try write(GivenMixtures(path: fractions, recipe: recipe), source, from: spec)
                    continue
                }
                let examples = PatternExamples(
                    name: spec.name, picture: try dataset.examples(count: count, source: source))
                Console.print(examples.csv(), terminator: "")
                if plot || writePatterns { try write(examples, from: spec) }
            }
        }
    }

    private func write(_ mixtures: GivenMixtures, _ source: DatasetSource, from spec: ExperimentSpec) throws {
        let name = "simulated-\(spec.name).npy"
        let folder = try ResultFolder(
            path: outputFolder, results: [name], mark: ResultFolder.Mark(name), others: .allowed,
            inputs: [self.spec, mixtures.path])
        try folder.check()
        Console.inform("simulating \(mixtures.count) patterns")
        let interruption = Interruption()
        interruption.listen()
        try folder.makeAndWrite([name], until: interruption) { place in
            try mixtures.writePatterns(to: place + "/" + name, source: source, interruption: interruption)
        }
        Console.inform("wrote \(outputFolder)/\(name)")
    }

    private func write(_ examples: PatternExamples, from spec: ExperimentSpec) throws {
        let names =
            (plot ? examples.figureFiles : []) + (writePatterns ? examples.patternFiles : []) + [examples.tableFile]
        let folder = try ResultFolder(
            path: outputFolder, results: names,
            mark: ResultFolder.Mark(examples.tableFile, beginning: PatternExamples.tableBeginning), others: .allowed,
            inputs: [self.spec])
        try folder.check()
        try folder.make()
        try folder.write(names) { place in
            let place = URL(fileURLWithPath: place)
            if plot { try examples.writeFigure(into: place) }
            if writePatterns { try examples.writePatterns(into: place) }
            try examples.writeTable(into: place)
        }
        for file in names { Console.inform("wrote \(outputFolder)/\(file)") }
        let shown = PatternExamples.largestFigure
        if plot && examples.picture.patterns.count > shown {
            Console.inform("note: the figure shows the first \(shown) patterns")
        }
    }
}
