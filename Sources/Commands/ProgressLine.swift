internal import Experiments
internal import Synchronization

/// Says now and then on standard error how far a long computation is.
package final class ProgressLine: Sendable {
    private let began = ContinuousClock.now
    private let last = Mutex(ContinuousClock.now)
    /// Asked where the line is made: threads of their own do not know it.
    private let isQuiet = Console.isQuiet

    /// Begins to count the time.
    package init() {}

    /// Says how much is done, where nothing was said for a while.
    package func advanced(_ done: Int, of total: Int, _ words: String) {
        let isDue = last.withLock { last in
            guard last.duration(to: .now) > .seconds(5) else { return false }
            last = .now
            return true
        }
        guard isDue, !isQuiet, done > 0 else { return }
        let left = began.duration(to: .now) * (Double(total - done) / Double(done))
        Console.complain("\(done) of \(total) \(words), \(TimeText.rough(left)) left")
    }
}
