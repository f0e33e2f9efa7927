public import DeclarativeFiles

/// The datasets that specs can name: those that fields bring along, and those of a file such as `datasets.yaml`.
public struct DataCatalogue: Sendable {
    /// The datasets, in the order in which they are listed.
    public let datasets: [DatasetEntry]

    /// A catalogue without datasets.
    public static let empty = DataCatalogue(datasets: [])

    /// The catalogue with the datasets of another one behind its own.
    ///
    /// - Throws: `InvalidDeclaration` where a dataset has the name of one that is there already.
    public func adding(_ other: DataCatalogue) throws(InvalidDeclaration) -> DataCatalogue {
        let repeated = other.datasets.filter { self[$0.name] != nil }
        guard repeated.isEmpty else {
            throw InvalidDeclaration(
                repeated.map {
                    Problem(place: $0.place, message: "a dataset '\($0.name)' is there already; choose another name")
                })
        }
        return DataCatalogue(datasets: datasets + other.datasets)
    }

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

    /// The keys of a catalogue file.
    package static func keys() -> KeyReference {
        KeyReference { _ = build($0) }
    }

    private static func build(_ root: Section) -> DataCatalogue? {
        root.explain(["DATASET": "One dataset, under the name by which specs and commands know it."])
        let entries = root.entries(called: "dataset")
        let datasets = entries.compactMap { DatasetEntry(name: $0.name, $0.section) }
        return datasets.count == entries.count ? DataCatalogue(datasets: datasets) : nil
    }

    /// The names of the datasets, in their order.
    public var names: [String] { datasets.map(\.name) }

    /// The dataset of a name, or nothing where there is none.
    public subscript(name: String) -> DatasetEntry? { datasets.first { $0.name == name } }
}
