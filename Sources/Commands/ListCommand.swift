internal import ArgumentParser
internal import Experiments
internal import ProportionInference

/// `proportions list`: says what specs can name.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what specs can name, with where it was published.")

    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case losses, baselines, methods, architectures, datasets, metrics, keys
    }

    @Argument(help: "One of \(Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: Kind

    @OptionGroup var declarations: DeclarationOptions

    func run() throws {
        try reportingFailures {
            let catalogues = try Workspace(declarations).catalogues
            switch kind {
            case .losses: print(Self.text(catalogues.losses.cards))
            case .baselines: print(Self.text(catalogues.baselines.cards))
            case .methods: print(Self.text(catalogues.losses.cards + catalogues.baselines.cards))
            case .architectures: print(Self.text(catalogues.architectures.cards))
            case .keys: print(KeyDocument(catalogues: catalogues).text())
            case .metrics: print(Self.text(ProportionMetric.allCases.map(\.card)))
            case .datasets:
                for entry in catalogues.data.datasets {
                    print("\(entry.name): \(entry.title)\n    kind: \(entry.kind)\n    cite: \(entry.citation)")
                }
            }
        }
    }

    static func text(_ cards: [CatalogCard]) -> String {
        cards.map { card in
            "\(card.name): \(card.title)\n    \(card.summary)\n    \(card.reference)"
        }.joined(separator: "\n")
    }
}
