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

    /// The fewest points that a signal may have, or nothing where there is no such number up to 16384.
    ///
    /// What takes a signal takes every longer one.
    ///
    /// - Parameter classes: The number of classes.
    /// - Returns: The number of points.
    public func leastInputLength(classes: Int) -> Int? {
        var (short, long) = (0, 1)
        while build(long, classes) == nil {
            guard long < 1 << 14 else { return nil }
            (short, long) = (long, 2 * long)
        }
        while long - short > 1 {
            let middle = (short + long) / 2
            if build(middle, classes) == nil { short = middle } else { long = middle }
        }
        return long
    }
}
