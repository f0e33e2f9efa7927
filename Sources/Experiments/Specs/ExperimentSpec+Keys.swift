internal import DataCatalogue
package import DeclarativeFiles

extension ExperimentSpec {
    /// The keys of a spec; those of `dataset` and `split` are left to the kind of the dataset.
    ///
    /// - Parameter catalogues: What a spec may name.
    /// - Returns: The keys.
    package static func keys(catalogues: Catalogues) -> KeyReference {
        let withoutKinds = Catalogues(
            losses: catalogues.losses.entries, baselines: catalogues.baselines.entries,
            architectures: catalogues.architectures.entries, datasetKinds: [], figures: catalogues.figures.entries,
            data: catalogues.data)
        return KeyReference { _ = ExperimentSpec(root: $0, catalogues: withoutKinds) }
    }
}

extension DatasetKind {
    /// The keys of the sections `dataset` and `split` of a spec, and of `contents` of a catalogue entry.
    package func keys() -> KeyReference {
        KeyReference { root in
            root.explain([
                "dataset": "The samples.",
                "split": "Which samples train, validate and test.",
                "contents": "What the entry of the dataset in the catalogue says of its files.",
            ])
            guard let dataset = root.section("dataset"), let split = root.section("split"),
                let contents = root.deferred("contents")
            else { return }
            let entry = DatasetEntry(kind: card.name, imaginedContents: contents)
            _ = recipe(entry: entry, dataset: dataset, split: split)
        }
    }
}
