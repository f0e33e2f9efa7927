internal import ArgumentParser
internal import Commands

/// The instrument of a refinement, as the command line or a file of an earlier call describes it.
struct InstrumentOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The angle 2θ of a crystal monochromator in the beam, such as 26.6 for graphite and Cu. (default: none)",
            valueName: "degrees"))
    var monochromator: Double?

    @Option(
        help: ArgumentHelp(
            "The radius of the goniometer; the displacement depends on it. (default: the file's, or 280)",
            valueName: "mm"))
    var radius: Double?

    @Option(
        name: .customLong("instrument"),
        help: ArgumentHelp(
            "An instrument that --save-instrument wrote: its widths, axial divergence, zero shift, radius and "
                + "monochromator hold for all patterns, and its radiation where neither file nor command line says it.",
            valueName: "file"))
    var file: String?

    @Option(
        name: .customLong("save-instrument"),
        help: ArgumentHelp(
            "Writes what the refinement of one pattern, that of a standard, found out about the instrument.",
            valueName: "file"))
    var savedFile: String?

    func validate() throws {
        try OptionRange.check(monochromator, in: 1...179, "--monochromator")
        try OptionRange.check(radius, in: 10...10_000, "--radius")
        guard file == nil || savedFile == nil else {
            throw ValidationError(
                "--instrument keeps the instrument as it is, and --save-instrument refines it: give one")
        }
        guard file == nil || (monochromator == nil && radius == nil) else {
            throw ValidationError("--instrument says what radius and monochromator are; leave them out")
        }
    }
}
