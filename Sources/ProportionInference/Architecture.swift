public import NeuralNetworks

/// The published design of a network, for signals of any length and any number of classes.
public struct Architecture: Sendable {
    /// Its name, what it is, and where it was published.
    public let card: CatalogCard
    private let build: @Sendable (_ inputLength: Int, _ classes: Int) -> [any Layer]?

    /// Describes an architecture.
    ///
    /// - Parameters:
    ///   - card: Its name, what it is, and where it was published.
    ///   - build: Gives the layers for a signal of so many points and so many classes, or nothing where the signal is
    ///     too short.
    public init(
        card: CatalogCard, build: @escaping @Sendable (_ inputLength: Int, _ classes: Int) -> [any Layer]?
    ) {
        self.card = card
        self.build = build
    }

    /// The layers for a signal of so many points and so many classes.
    ///
    /// - Throws: ``SignalTooShort`` where the signal has too few points for the first windows.
    public func layers(inputLength: Int, classes: Int) throws(SignalTooShort) -> [any Layer] {
        guard let layers = build(inputLength, classes) else {
            throw SignalTooShort(architecture: card.name, points: inputLength)
        }
        return layers
    }
}
