public import ArgumentParser
internal import DataCatalogue
public import Experiments
internal import Foundation

extension Effort: ExpressibleByArgument {}

/// Where the declarations are.
struct DeclarationOptions: ParsableArguments {
    @Option(name: .customLong("experiments"), help: "The folder of the specs and of datasets.yaml.")
    var experimentsFolder = "experiments"

    /// The name of the data catalogue.
    static let catalogueName = "datasets.yaml"

    /// The file of the data catalogue.
    var catalogueFile: String { experimentsFolder + "/" + Self.catalogueName }
}

/// Where data is looked for.
struct DataOptions: ParsableArguments {
    @Option(
        name: .customLong("data"),
        help: "A folder to look for data in, before that of PROPORTIONS_DATA and 'data'. May be given more than once.")
    var folders: [String] = []

    /// Where data is looked for.
    var location: DataLocation { DataLocation(explicit: folders) }
}

/// Where results are, and how much is done.
struct ResultOptions: ParsableArguments {
    @Option(name: .customLong("results"), help: "The folder of the records.")
    var resultsFolder = "results"

    @Option(help: "How much of a spec is done: smoke (a minute, to see that it works), short, or paper (all of it).")
    var effort = Effort.paper

    var store: ResultsStore { ResultsStore(root: resultsFolder) }
}

/// Where tables and figures go.
struct OutputOptions: ParsableArguments {
    @Option(name: .customLong("output"), help: "The folder of the tables and figures.")
    var outputFolder = "paper-tables"

    @Option(name: .customLong("published"), help: "The folder of the published numbers.")
    var publishedFolder = "paper-tables/published"
}

/// How runs are carried out.
struct WorkOptions: ParsableArguments {
    @Option(name: .customLong("workers"), help: "How many runs go on at a time. (default: one for every core)")
    var wantedWorkers: Int?

    @Option(
        name: .customLong("cache"),
        help: ArgumentHelp(
            "The folder where simulated data is kept, to be made only once. (default: PROPORTIONS_CACHE, else '.cache')",
            valueName: "folder"))
    var wantedCacheFolder: String?

    /// The folder where what is slow to make is kept.
    var cacheFolder: String {
        let candidates = [wantedCacheFolder, ProcessInfo.processInfo.environment["PROPORTIONS_CACHE"]]
        return candidates.compactMap(\.self).first { !$0.isEmpty } ?? ".cache"
    }

    /// How many runs go on at a time, and how many threads make a dataset.
    var workers: Int { wantedWorkers ?? ProcessInfo.processInfo.activeProcessorCount }

    func validate() throws {
        guard (1...1024).contains(workers) else { throw ValidationError("--workers must be between 1 and 1024") }
    }
}

/// Which experiments are meant.
struct SelectionOptions: ParsableArguments {
    @Option(
        name: .customLong("only"), parsing: .upToNextOption,
        help: "Only the experiments of these names; a list may also be joined by commas.")
    var names: [String] = []

    /// The names, with joined lists taken apart.
    var only: [String] { names.flatMap { $0.split(separator: ",").map(String.init) } }
}
