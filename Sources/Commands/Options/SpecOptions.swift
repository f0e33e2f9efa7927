package import ArgumentParser

/// Which specs are meant: files, names of experiments, or all.
package struct SpecOptions: ParsableArguments {
    /// The words that name them.
    @Argument(
        help: ArgumentHelp(
            "The specs, each by its file or by the name of its experiment; all in the folder of the experiments where none is "
                + "given.",
            valueName: "specs"),
        completion: completion)
    package var words: [String] = []

    /// What a shell completes a word to.
    package static var completion: CompletionKind { .file(extensions: ["yaml", "yml"]) }

    /// What is said of an argument that must be there.
    ///
    /// - Parameter what: What the argument names.
    /// - Returns: That, and how it is named.
    package static func one(_ what: String) -> ArgumentHelp { "\(what), by file or by the name of the experiment." }

    /// Makes options that are still to be read.
    package init() {}
}
