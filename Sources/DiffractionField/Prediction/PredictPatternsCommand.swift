internal import ArgumentParser
internal import Commands
internal import Experiments
internal import Foundation
internal import PowderDiffraction
internal import ScientificFormats

/// `proportions predict MODEL PATTERN …`: weight fractions of patterns by trained networks, checked against the patterns.
struct PredictPatternsCommand: PredictionCommand {
    static let sampleKind = PatternSamples.kind

    static let configuration = CommandConfiguration(
        commandName: "predict",
        abstract: "Infer weight fractions of powder patterns by a trained network, and say whether to believe them.",
        usage: "proportions predict MODEL PATTERN ... [options]",
        discussion: """
            Leaves in the output folder predictions.csv, a row for each pattern, predictions.npy (patterns x phases), and \
            predictions.png, .pdf and .svg, a figure. Rows are written as they come; a pattern that cannot be read has none, and \
            does not stop the others.

            Each pattern is checked: the mixture that the networks infer is drawn with the structures that they know, and \
            compared with the pattern. The verdict is 'in range' where what is left is no more than nearly all simulated \
            samples leave, and otherwise 'doubtful' or 'out of range' with the reasons: lines that no phase has, lines that \
            are not explained, fractions that a fit finds otherwise.

            Beside the fractions stands a set that holds the true ones, of all phases at once, as often as --level says: for \
            each phase whether it is there, and an interval. The validation samples of the training fix how large sets are, \
            and what they promise holds for samples such as these, not for measured ones where they are simulated; \
            --calibrate takes weighed samples instead: a table with a column 'file', relative to the table, and one for each \
            phase with its fraction.
            """)

    @Argument(
        help: ArgumentHelp(
            "The patterns: \(PowderScan.formatList); folders of them; or .npy files with a pattern on the model's grid in "
                + "each row, FILE.npy#7 for one row."),
        completion: .file())
    var patterns: [String]

    @Option(
        name: .customLong("columns"),
        help: ArgumentHelp(
            "What the columns of a text hold, where it does not say so itself: "
                + "\(PowderColumn.names.map(\.name).joined(separator: ", ")), the last of which leaves a column out.",
            valueName: "names"))
    var columns: ColumnList?

    @OptionGroup var sets: SetOptions

    @Flag(
        name: .customLong("refine"),
        help: "Refine each pattern, too, in a few steps: scales, background and where the sample lies.")
    var refines = false

    @Flag(name: .customLong("no-check"), help: "Check nothing: predictions without verdicts, faster.")
    var isUnchecked = false

    @Flag(
        name: .customLong("save-samples"),
        help:
            "Write samples.npy, too: the patterns as the networks see them, for programs that apply a model of 'export'."
    )
    var savesSamples = false

    @Flag(name: .customLong("no-figure"), help: "Draw no figure.")
    var omitsFigure = false

    @Option(name: .customLong("output"), help: ArgumentHelp("The folder of the results.", valueName: "folder"))
    var outputFolder = "predicted"

    @Option(
        name: .customLong("workers"), help: "How many threads work. (default: one for every core)")
    var wantedWorkers: Int?

    @OptionGroup var results: ResultOptions
    @OptionGroup var console: ConsoleOptions

    func validate() throws {
        try OptionRange.check(wantedWorkers, in: OptionRange.workers, "--workers")
    }

    func run() throws { throw ValidationError("a model comes first") }

    func predict(with model: Model) throws {
        try Console.run(isQuiet: console.isQuiet) {
            let workers = wantedWorkers ?? ProcessInfo.processInfo.activeProcessorCount
            let samples = try PatternSamples(model.description.samples, place: model.place)
            let inputs = try PatternInputs(patterns, samples: samples, columns: columns?.columns)
            for note in inputs.notes { Console.inform("note: \(note)") }
            let calibration = try sets.calibration(
                of: model, known: PatternCalibration(model: model, samples: samples, columns: columns?.columns).known)
            let predictions = try PredictionResults(
                folder: outputFolder, inputs: patterns + [sets.calibrate].compactMap(\.self),
                table: PredictionTable(
                    phases: samples.phases, isChecked: !isUnchecked, isRefined: refines, hasSets: calibration != nil),
                calibration: calibration, count: inputs.count, drawsFigure: !omitsFigure, savesSamples: savesSamples)
            Console.inform(model.words)
            let interruption = Interruption()
            let batch = PredictionBatch(
                model: model, samples: samples, inputs: inputs,
                patterns: isUnchecked ? nil : try samples.patterns(workers: workers),
                refinement: refines
                    ? try ShortRefinement(samples, structures: samples.structures.map { try $0.structure() }) : nil,
                calibration: calibration, results: predictions, interruption: interruption)
            interruption.listen()
            try batch.predict(workers: workers)
        }
    }
}
