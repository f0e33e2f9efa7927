internal import ArgumentParser
internal import PowderDiffraction

/// What a refinement leaves out, leaves as it is, or knows beforehand.
struct RestrictionOptions: ParsableArguments {
    @Option(
        name: .customLong("exclude"),
        help: ArgumentHelp(
            "Angles 2θ whose points are left out, such as 26.2-27,44-45.5. May be given several times.",
            valueName: "ranges"))
    var excluded: [ExcludedAngles] = []

    @Option(
        name: .customLong("fix"),
        help: ArgumentHelp(
            "A parameter that is not refined, by the names that results have: PHASE.PARAMETER or instrument.PARAMETER, with "
                + "=VALUE where it is known, such as calcite.a=4.99. May be given several times.",
            valueName: "parameter"))
    var fixed: [FixedArgument] = []

    @Option(
        name: .customLong("internal-standard"),
        help: ArgumentHelp(
            "The phase that was mixed into the sample, and its percentage by mass of the whole, such as corundum=10: makes "
                + "fractions absolute, and tells the amorphous rest.",
            valueName: "phase=percent"))
    var standard: StandardArgument?

    func validate() throws {
        let labels = fixed.map(\.parameter.label)
        if let twice = labels.first(where: { label in labels.count { $0 == label } > 1 }) {
            throw ValidationError("--fix names \(twice) twice")
        }
    }
}
