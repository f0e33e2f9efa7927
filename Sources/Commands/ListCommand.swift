internal import ArgumentParser
internal import DataCatalogue
internal import DeclarativeFiles
internal import Experiments
internal import ProportionInference

/// `proportions list`: says what specs can name.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what specs can name, with where it was published.")

    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case losses, baselines, methods, architectures, datasets, figures, metrics, keys
    }

    @Argument(help: "One of \(Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: Kind

    @OptionGroup var listing: ListingOptions
    @OptionGroup var declarations: DeclarationOptions

    func run() throws {
        try Console.run {
            let catalogues = try Workspace(declarations).catalogues
            switch kind {
            case .losses: try list(catalogues.losses.cards)
            case .baselines: try list(catalogues.baselines.cards)
            case .methods: try list(catalogues.losses.cards + catalogues.baselines.cards)
            case .architectures: try list(catalogues.architectures.cards)
            case .figures: try list(catalogues.figures.cards)
            case .metrics: try list(ProportionMetric.allCases.map(\.card))
            case .keys:
                let document = KeyDocument(catalogues: catalogues)
                try listing.print(json: document.json(), text: document.text())
            case .datasets:
                let entries = catalogues.data.datasets
                try listing.print(
                    json: .array(entries.map(\.summaryJSON)),
                    text: entries.map { "\($0.name): \($0.title)\n    kind: \($0.kind)\n    cite: \($0.citation)" }
                        .joined(separator: "\n"))
            }
        }
    }

    private func list(_ cards: [CatalogCard]) throws {
        try listing.print(
            json: .array(
                cards.map { card in
                    [
                        "name": .string(card.name), "title": .string(card.title), "summary": .string(card.summary),
                        "reference": .string(card.reference), "revision": .integer(card.revision),
                    ]
                }),
            text: cards.map { card in
                (["\(card.name): \(card.title)", card.summary, card.reference].filter { !$0.isEmpty })
                    .joined(separator: "\n    ")
            }.joined(separator: "\n"))
    }
}

extension DatasetEntry {
    /// What a listing says of a dataset.
    var summaryJSON: StructuredValue {
        [
            "name": .string(name), "title": .string(title), "kind": .string(kind),
            "summary": summary.map { .string($0) } ?? .null, "citation": .string(citation), "license": .string(license),
        ]
    }
}

extension StructuredValue {
    /// The members of an object, with those of another one.
    func merging(_ other: StructuredValue) -> StructuredValue {
        guard case .object(let mine) = self, case .object(let others) = other else { return self }
        return .object(mine.merging(others) { $1 })
    }
}
