internal import ArgumentParser

/// Which experiments are meant.
struct SelectionOptions: ParsableArguments {
    @Option(
        name: .customLong("only"), parsing: .upToNextOption,
        help: "Only the experiments of these names; a list may also be joined by commas.")
    var names: [String] = []

    /// The names, with joined lists taken apart.
    var only: [String] { names.flatMap { $0.split(separator: ",").map(String.init) } }
}
