/// How long what is left of some runs will take, from what was expected and what they have shown so far.
///
/// A run of a method takes, so the estimate,
///
///     T = (w·c·E + Σ spent) / (w + Σ done)
///
/// where E is the time that was expected of the method, the sums go over its runs, `done` is the share of a run that is
/// done and `spent` the time in which it was done. The expectation counts as much as w = 0.2 runs. Where runs of other
/// methods took more or less than expected, c scales the expectation of this one. What is left of each run goes to the
/// workers in the order of the runs, to whichever is free first; the last to finish says how long all take.
///
/// It is a pure value: moments are told in seconds from any beginning.
public struct TimeLeft: Sendable {
    private enum Job: Sendable {
        case waiting
        /// Begun, with the share that was done at the moment of the last report.
        case running(began: Double, share: Double, reported: Double)
        case finished(seconds: Double)
    }

    private let methods: [String]
    private let expected: [String: Double]
    private let workers: Int
    private var jobs: [Job]
    /// How many runs the expectation counts for.
    private static let weight = 0.2

    /// Begins where no run has begun.
    ///
    /// - Parameters:
    ///   - methods: The method of each run, in the order in which they will be begun.
    ///   - expected: The seconds that are expected of a run of each method, beside as many others as there are workers.
    ///   - workers: How many runs go on at a time.
    public init(methods: [String], expected: [String: Double], workers: Int) {
        precondition(workers > 0, "\(workers) workers")
        self.methods = methods
        self.expected = expected
        self.workers = workers
        jobs = Array(repeating: .waiting, count: methods.count)
    }

    /// A run begins.
    public mutating func begin(_ run: Int, at time: Double) {
        jobs[run] = .running(began: time, share: 0, reported: time)
    }

    /// A share of a run, from 0 to 1, is done.
    public mutating func advance(_ run: Int, share: Double, at time: Double) {
        guard case .running(let began, _, _) = jobs[run] else { return }
        jobs[run] = .running(began: began, share: min(max(share, 0), 1), reported: time)
    }

    /// A run has ended.
    public mutating func end(_ run: Int, at time: Double) {
        guard case .running(let began, _, _) = jobs[run] else { return }
        jobs[run] = .finished(seconds: time - began)
    }

    /// How many seconds all runs together will still take.
    public func seconds(at time: Double) -> Double {
        let durations = durations()
        var running: [Double] = []
        var waiting: [Double] = []
        for (run, job) in jobs.enumerated() {
            let whole = durations[methods[run]] ?? 0
            switch job {
            case .waiting: waiting.append(whole)
            case .running(_, let share, let reported):
                // A run that is overdue will hardly end at once.
                running.append(max((1 - share) * whole - (time - reported), (time - reported) / 10))
            case .finished: break
            }
        }
        var free = running + Array(repeating: 0, count: max(0, workers - running.count))
        for seconds in waiting {
            guard let first = free.indices.min(by: { free[$0] < free[$1] }) else { break }
            free[first] += seconds
        }
        return free.max() ?? 0
    }

    /// How long a whole run of each method takes.
    private func durations() -> [String: Double] {
        var (spent, done): ([String: Double], [String: Double]) = ([:], [:])
        for (run, job) in jobs.enumerated() {
            switch job {
            case .waiting: break
            case .running(let began, let share, let reported) where share > 0:
                spent[methods[run], default: 0] += reported - began
                done[methods[run], default: 0] += share
            case .running: break
            case .finished(let seconds):
                spent[methods[run], default: 0] += seconds
                done[methods[run], default: 0] += 1
            }
        }
        let names = Set(methods)
        let mean = names.isEmpty ? 0 : names.reduce(0) { $0 + (expected[$1] ?? 0) } / Double(names.count)
        let pseudo = Self.weight * mean
        let (found, foreseen) = done.reduce((pseudo, pseudo)) { sums, entry in
            (sums.0 + (spent[entry.key] ?? 0), sums.1 + entry.value * (expected[entry.key] ?? mean))
        }
        let scale = foreseen > 0 ? found / foreseen : 1
        return Dictionary(
            uniqueKeysWithValues: names.map { name in
                let prior = Self.weight * scale * (expected[name] ?? mean)
                return (name, (prior + (spent[name] ?? 0)) / (Self.weight + (done[name] ?? 0)))
            })
    }
}
