import Synchronization

/// The laps of a computation that says itself when one is done, such as an epoch.
public final class Laps: Sendable {
    private let skipped: Int
    private let seconds: Double
    private let moments = Mutex<[Moment]>([])

    /// Begins to count.
    ///
    /// - Parameters:
    ///   - skipped: How many laps are not counted, one or more.
    ///   - seconds: How much processor time the counted ones shall take.
    public init(skipping skipped: Int, seconds: Double) {
        precondition(skipped > 0, "\(skipped) laps skipped")
        (self.skipped, self.seconds) = (skipped, seconds)
    }

    /// A lap is done.
    public func add() { moments.withLock { $0.append(.now) } }

    /// Whether those that count took long enough.
    public var areEnough: Bool { counted.count > 1 && span(items: 1).processor >= seconds }

    /// The laps that count.
    ///
    /// - Parameter items: The number of things that are done in a lap.
    /// - Returns: How many things were done, and how long they took.
    public func span(items: Int) -> Span {
        let counted = counted
        precondition(counted.count > 1, "no lap was done after the \(skipped) that do not count")
        return Span(count: (counted.count - 1) * items, from: counted[0], to: counted[counted.count - 1])
    }

    /// The end of the last lap that does not count, and of all that do.
    private var counted: [Moment] { moments.withLock { Array($0.dropFirst(skipped - 1)) } }
}
