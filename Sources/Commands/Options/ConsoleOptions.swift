public import ArgumentParser

/// How much a command says.
public struct ConsoleOptions: ParsableArguments {
    /// Whether only errors and results are told.
    @Flag(name: [.customShort("q"), .customLong("quiet")], help: "Tell errors and results only, no progress.")
    public var isQuiet = false

    /// Makes the options; the parser fills them in.
    public init() {}
}
