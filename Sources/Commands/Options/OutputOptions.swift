internal import ArgumentParser

/// Where tables and figures go.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .customLong("output"),
        help: ArgumentHelp(
            "The folder of the tables and figures. (default: paper-tables, or 'tables' for specs that are named one by one, or paper-tables/beyond for those of "
                + "experiments/beyond)",
            valueName: "output"))
    var wantedFolder: String?

    @Option(name: .customLong("published"), help: "The folder of the published numbers.")
    var publishedFolder = "paper-tables/published"

    /// The folder of the tables and figures.
    ///
    /// - Parameters:
    ///   - shelves: Where the specs lie.
    ///   - areNamed: Whether they are named one by one.
    /// - Returns: What the command line says, or what the shelves say.
    func folder(of shelves: Set<Shelf>, areNamed: Bool) -> String {
        wantedFolder ?? Shelf.tableFolder(of: shelves, areNamed: areNamed)
    }
}
