public import ArgumentParser

/// Where the declarations are.
public struct DeclarationOptions: ParsableArguments {
    /// The folder of the specs and of the data catalogue.
    @Option(name: .customLong("experiments"), help: "The folder of the specs, and of datasets.yaml where there is one.")
    public var experimentsFolder = "experiments"

    /// The name of the data catalogue.
    public static let catalogueName = "datasets.yaml"

    /// The file of the data catalogue.
    public var catalogueFile: String { experimentsFolder + "/" + Self.catalogueName }

    /// Makes the options; the parser fills them in.
    public init() {}
}
