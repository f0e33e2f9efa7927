public import DeclarativeFiles

/// The datasets that a catalogue file declares, such as `experiments/datasets.yaml`.
public struct DataCatalogue: Sendable {
    /// The datasets, in the order of the file.
    public let datasets: [DatasetEntry]

    /// Reads a catalogue file.
    ///
    /// - Parameter path: The file, a mapping of dataset names to entries.
    /// - Returns: The catalogue; what an entry holds under `contents` is left to its kind.
    /// - Throws: `InvalidDeclaration` with every mistake in the file.
    public static func read(path: String) throws(InvalidDeclaration) -> DataCatalogue {
        try DeclarativeFile.read(path: path, build)
    }

    /// Reads a catalogue from a text, as ``read(path:)`` does from a file.
    ///
    /// - Parameters:
    ///   - text: The text of the catalogue.
    ///   - file: The name that problems give to the text.
    /// - Returns: The catalogue.
    /// - Throws: `InvalidDeclaration` with every mistake in the text.
    public static func parse(text: String, file: String) throws(InvalidDeclaration) -> DataCatalogue {
        try DeclarativeFile.parse(text: text, file: file, build)
    }

    private static func build(_ root: Section) -> DataCatalogue? {
        let entries = root.entries()
        let datasets = entries.compactMap { DatasetEntry(name: $0.name, $0.section) }
        return datasets.count == entries.count ? DataCatalogue(datasets: datasets) : nil
    }

    /// The names of the datasets, in the order of the file.
    public var names: [String] { datasets.map(\.name) }

    /// The dataset of a name, or nothing where there is none.
    public subscript(name: String) -> DatasetEntry? { datasets.first { $0.name == name } }
}
