/// What a catalogue says of one thing that a spec can name.
public struct CatalogCard: Sendable, Hashable {
    /// The name that specs and commands use, such as `mse-dirichlet`.
    public let name: String
    /// The name that tables print, such as `MSE & Dirichlet`.
    public let title: String
    /// One sentence that says what it is.
    public let summary: String
    /// Where it was published: paper, section, equation.
    public let reference: String
    /// Counts the changes that alter its numbers.
    ///
    /// It is part of a run's identity, so that raising it reruns what used it.
    public let revision: Int

    /// Makes a card.
    public init(name: String, title: String, summary: String, reference: String, revision: Int = 1) {
        self.name = name
        self.title = title
        self.summary = summary
        self.reference = reference
        self.revision = revision
    }
}

/// The things of one kind that a spec can name: losses, architectures, dataset kinds, metrics.
///
/// A catalogue is a value that is handed to whoever needs it; nothing registers itself and nothing is global.
public struct Catalog<Value: Sendable>: Sendable {
    /// What its entries are, in the singular: `loss`, `architecture`.
    public let kind: String
    /// The entries, in the order in which they are listed.
    public let entries: [Value]
    /// The card of each entry, in the same order.
    public let cards: [CatalogCard]

    /// Makes a catalogue of entries whose names must differ.
    ///
    /// - Parameters:
    ///   - kind: What the entries are, in the singular.
    ///   - entries: The entries, in the order in which they are listed.
    ///   - card: Gives an entry's card.
    public init(kind: String, entries: [Value], card: (Value) -> CatalogCard) {
        self.kind = kind
        self.entries = entries
        cards = entries.map(card)
        var names: Set<String> = []
        for card in cards {
            precondition(
                names.insert(card.name).inserted, "two entries of the \(kind) catalogue are named '\(card.name)'")
        }
    }

    /// The names, in the same order.
    public var names: [String] { cards.map(\.name) }

    /// The entry of a name, or nothing where there is none.
    public subscript(name: String) -> Value? {
        cards.firstIndex { $0.name == name }.map { entries[$0] }
    }
}
