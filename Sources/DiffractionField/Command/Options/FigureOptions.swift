internal import ArgumentParser

/// How figures of refinements look.
struct FigureOptions: ParsableArguments {
    @Flag(name: .customLong("no-figures"), help: "Draw no figures.")
    var omitsFigures = false

    @Option(
        name: .customLong("axis"),
        help:
            "How figures show intensities: linear, sqrt (square roots, whose uncertainty is the same everywhere) or log."
    )
    var axis = IntensityAxis.sqrt

    @Option(
        help: ArgumentHelp(
            "The angles 2θ that figures show, in degrees. (default: all that are used)", valueName: "first,last"))
    var window: AngleRange?

    @Option(
        help: ArgumentHelp(
            "What the figure of all patterns shows fractions against: a column of a table with a column 'file', as "
                + "TABLE.csv:COLUMN, or a column of the table of --list. (default: the order of the patterns)",
            valueName: "column"))
    var series: String?

    func validate() throws {
        guard series == nil || !omitsFigures else {
            throw ValidationError("--series is about a figure, and --no-figures draws none")
        }
    }
}
