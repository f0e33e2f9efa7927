internal import ArgumentParser

/// Where tables and figures go.
struct OutputOptions: ParsableArguments {
    @Option(name: .customLong("output"), help: "The folder of the tables and figures.")
    var outputFolder = "paper-tables"

    @Option(name: .customLong("published"), help: "The folder of the published numbers.")
    var publishedFolder = "paper-tables/published"
}
