internal import NumericalMethods
public import ProportionInference
internal import Synchronization

/// How long the runs of a plan are expected to take on this machine.
public struct RunTimings: Sendable {
    /// The seconds that are expected of a run of each method, by its name.
    public let secondsPerRun: [String: Double]
    /// What the runs are together expected to take.
    public let timeLeft: TimeLeft

    /// Does a little of each method.
    ///
    /// It is done as many times at once as runs of one thread will go on at once, which share caches. What other programs do
    /// meanwhile is not counted.
    ///
    /// - Parameters:
    ///   - runs: The runs, in the order in which they will be begun.
    ///   - specimen: What they will work on.
    ///   - workers: How many of them go on at a time.
    /// - Throws: Where a method cannot run on such samples.
    public init(of runs: [RunPlan], on specimen: DatasetSpecimen, workers: Int) throws {
        let threads = Self.threads(runs: runs.count, workers: workers)
        let together = max(1, min(workers, runs.count))
        var seconds: [String: Double] = [:]
        for run in runs where seconds[run.method.card.name] == nil {
            let method = run.method
            let results = Mutex<[Result<Double, any Error>]>([])
            WorkerPool.forEach(Array(0..<(threads == 1 ? together : 1)), workers: together) { _ in
                let result = Result { try method.expectedSeconds(on: specimen, threads: threads) }
                results.withLock { $0.append(result) }
            }
            let found = try results.withLock(\.self).map { try $0.get() }
            seconds[method.card.name] = found.reduce(0, +) / Double(found.count)
        }
        secondsPerRun = seconds
        timeLeft = TimeLeft(methods: runs.map(\.method.card.name), expected: seconds, workers: together)
    }

    /// How many threads each of so many runs may use.
    static func threads(runs: Int, workers: Int) -> Int { max(1, workers / max(1, runs)) }
}
