internal import Foundation
internal import Synchronization

/// Threads that work through a list side by side.
///
/// Runs are long and never wait, so each worker is a thread of its own rather than a task of the cooperative pool.
package enum WorkerPool {
    /// Calls `work` once for every job, with at most `workers` calls at a time, and returns when all have returned.
    ///
    /// Jobs are begun in their order.
    package static func forEach<Job: Sendable>(_ jobs: [Job], workers: Int, _ work: @escaping @Sendable (Job) -> Void) {
        let next = Counter()
        let finished = DispatchGroup()
        for _ in 0..<min(max(workers, 1), jobs.count) {
            finished.enter()
            let thread = Thread {
                while let job = next.take(from: jobs) { work(job) }
                finished.leave()
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
        finished.wait()
    }

    /// Hands out the indices of a list, each once.
    private final class Counter: Sendable {
        private let index = Atomic<Int>(0)

        func take<Job>(from jobs: [Job]) -> Job? {
            let taken = index.wrappingAdd(1, ordering: .relaxed).oldValue
            return taken < jobs.count ? jobs[taken] : nil
        }
    }
}
