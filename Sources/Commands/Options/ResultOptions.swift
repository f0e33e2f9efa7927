internal import ArgumentParser
internal import Experiments

/// Where results are, and how much is done.
struct ResultOptions: ParsableArguments {
    @Option(name: .customLong("results"), help: "The folder of the records.")
    var resultsFolder = "results"

    @Option(help: "How much of a spec is done: smoke (a minute, to see that it works), short, or paper (all of it).")
    var effort = Effort.paper

    var store: ResultsStore { ResultsStore(root: resultsFolder) }
}
