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
