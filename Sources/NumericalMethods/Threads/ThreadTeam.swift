internal import Dispatch
internal import Synchronization

/// How many threads work on one step of a network.
///
/// Work is cut into jobs by its shape alone, and every number is computed by one job. So results have the same bits
/// whatever the number of threads.
public struct ThreadTeam: Sendable, Hashable {
    /// The number of threads, with the one that calls.
    public let threads: Int

    /// Makes a team of so many threads, at least one.
    public init(threads: Int) {
        precondition(threads > 0, "a team of \(threads) threads")
        self.threads = threads
    }

    /// Calls `work` once for each of so many jobs, on all threads, and returns when all calls have returned.
    package func forEach(_ jobs: Int, _ work: (Int) -> Void) {
        guard threads > 1, jobs > 1 else {
            for job in 0..<jobs { work(job) }
            return
        }
        let next = Counter()
        withoutActuallyEscaping(work) { work in
            // The calls end before this function does, and jobs write to places of their own.
            nonisolated(unsafe) let work = work
            DispatchQueue.concurrentPerform(iterations: min(threads, jobs)) { _ in
                while let job = next.take(below: jobs) { work(job) }
            }
        }
    }

    /// Calls `work` for runs of so many of the numbers below a count.
    package func forEachRun(of length: Int, below count: Int, _ work: (Range<Int>) -> Void) {
        forEach((count + length - 1) / length) { job in
            let first = job &* length
            work(first..<min(first &+ length, count))
        }
    }

    /// Hands out the numbers from zero on, each once.
    private final class Counter: Sendable {
        private let number = Atomic<Int>(0)

        func take(below count: Int) -> Int? {
            let taken = number.wrappingAdd(1, ordering: .relaxed).oldValue
            return taken < count ? taken : nil
        }
    }
}
