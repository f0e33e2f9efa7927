internal import ArgumentParser

/// Where tables and figures go.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .customLong("output"),
        help: ArgumentHelp(
            "The folder of the tables and figures. (default: paper-tables, or 'tables' for specs that are named one by one)",
            valueName: "output"))
    var wantedFolder: String?

    @Option(name: .customLong("published"), help: "The folder of the published numbers.")
    var publishedFolder = "paper-tables/published"

    /// The folder of the tables and figures.
    ///
    /// - Parameter isOwn: Whether specs are named one by one, whose tables must not take the place of the paper's.
    /// - Returns: What the command line says, or the default.
    func folder(ofOwnSpecs isOwn: Bool) -> String { wantedFolder ?? (isOwn ? "tables" : "paper-tables") }
}
