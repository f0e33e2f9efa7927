public import ArgumentParser
public import Experiments

/// Where results are, and how much is done.
public struct ResultOptions: ParsableArguments {
    /// The folder of the records.
    @Option(name: .customLong("results"), help: "The folder of the records.")
    public var resultsFolder = "results"

    /// How much of a spec is done.
    @Option(help: "How much of a spec is done: smoke (a minute, to see that it works), short, or paper (all of it).")
    public var effort = Effort.paper

    /// Makes the options; the parser fills them in.
    public init() {}

    var store: ResultsStore { ResultsStore(root: resultsFolder) }
}
