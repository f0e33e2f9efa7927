internal import ArgumentParser

/// Which experiments are meant.
struct SelectionOptions: ParsableArguments {
    @Option(
        name: .customLong("only"), parsing: .upToNextOption,
        help: "Only the experiments of these names; a list may also be joined by commas.")
    var names: [String] = []

    /// The names, with joined lists taken apart.
    var only: [String] { JoinedNames.apart(names) }

    func validate() throws { try JoinedNames.check(names, "--only") }
}
