/// Work that was done, and how long it took.
public struct Span: Sendable {
    /// The number of things that were done.
    public let count: Int
    /// Seconds on the clock on the wall.
    public let elapsed: Double
    /// Seconds of processor time, of all threads together.
    public let processor: Double

    /// What was done between two moments.
    public init(count: Int, from start: Moment, to end: Moment) {
        self.count = count
        elapsed = end.elapsed - start.elapsed
        processor = end.processor - start.processor
    }

    /// Does work over and over, for so long at least.
    ///
    /// - Parameters:
    ///   - seconds: How much processor time the repetitions shall take.
    ///   - warmUp: How often the work is done before that.
    ///   - items: The number of things that are done each time.
    ///   - work: The work; it is told how often it was done before.
    /// - Returns: What was done in the repetitions that count.
    /// - Throws: What `work` throws.
    public static func repeating(
        seconds: Double, warmUp: Int, items: Int, _ work: (_ repetition: Int) throws -> Void
    ) rethrows -> Span {
        for repetition in 0..<warmUp { try work(repetition) }
        let start = Moment.now
        var (end, repetitions) = (start, 0)
        while repetitions == 0 || end.processor - start.processor < seconds {
            try work(warmUp + repetitions)
            repetitions += 1
            end = .now
        }
        return Span(count: repetitions * items, from: start, to: end)
    }
}
