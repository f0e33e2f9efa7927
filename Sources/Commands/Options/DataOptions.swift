public import ArgumentParser
public import DataCatalogue

/// Where data is looked for.
public struct DataOptions: ParsableArguments {
    /// The folders that the command line names.
    @Option(
        name: .customLong("data"),
        help: "A folder to look for data in, before that of PROPORTIONS_DATA and 'data'. May be given more than once.")
    public var folders: [String] = []

    /// Where data is looked for.
    public var location: DataLocation { DataLocation(explicit: folders) }

    /// Makes the options; the parser fills them in.
    public init() {}
}
