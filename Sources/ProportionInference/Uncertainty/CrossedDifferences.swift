internal import Foundation
public import NumericalMethods

/// By how much one method is better than another in each of several runs, on test samples in blocks.
///
/// Both the runs and the blocks are taken as drawn at random, and every run is scored on every block. So what is said of the
/// mean advantage counts both: that other runs would score otherwise, and that other samples would.
public struct CrossedDifferences: Sendable {
    /// The scores of both methods in a run.
    public typealias Pair = (first: BlockScores, second: BlockScores)

    /// What a side sums up over its samples, run by run and block by block, and how many samples the blocks have.
    private struct Side {
        let sums: [[Double]]
        let samples: [Double]

        /// The number of samples of blocks that are taken so many times each.
        func count(times: [Double]) -> Double { Self.sum(samples, times: times) }

        /// The score of a run on blocks that are taken so many times each, which have so many samples.
        func score(run: Int, metric: ProportionMetric, times: [Double], count: Double) -> Double {
            BlockScores.score(metric, ofMean: Self.sum(sums[run], times: times) / count)
        }

        private static func sum(_ values: [Double], times: [Double]) -> Double {
            values.withUnsafeBufferPointer { values in
                times.withUnsafeBufferPointer { times in
                    var sum = 0.0
                    for block in 0..<values.count { sum += times[block] * values[block] }
                    return sum
                }
            }
        }
    }

    private let metric: ProportionMetric
    private let first: Side
    private let second: Side
    private let areSameSamples: Bool
    private let runs: Int
    /// The number of blocks of the first method, and of the second.
    public var blocks: (first: Int, second: Int) { (first.samples.count, second.samples.count) }

    /// The advantages of the first method over all samples, one a run.
    public let differences: PairedDifferences

    /// A standard error with its degrees of freedom.
    public typealias StandardError = (value: Double, degrees: Double)

    /// The standard error of the mean advantage, and its degrees of freedom by Welch and Satterthwaite.
    ///
    /// The variance is the sum of those over runs and over blocks. What runs and blocks do to each other is in both, so that it
    /// is counted twice: the error is never too small for that.
    ///
    /// Source: F. E. Satterthwaite, *An Approximate Distribution of Estimates of Variance Components*, Biometrics Bulletin 2,
    /// 1946.
    public private(set) var standardError: StandardError?

    /// Compares two methods; nothing where the blocks of one are not the same in all runs, or where the same samples are
    /// in other blocks.
    ///
    /// - Parameters:
    ///   - pairs: Their scores in the same runs, one pair or more.
    ///   - metric: The score.
    ///   - areSameSamples: Whether both methods were scored on the same samples, which then vary together.
    public init?(_ pairs: [Pair], metric: ProportionMetric, areSameSamples: Bool) {
        precondition(!pairs.isEmpty, "no pairs")
        func side(_ scores: [BlockScores]) -> Side? {
            let samples = scores[0].blocks.map(\.samples)
            guard scores.allSatisfy({ $0.blocks.map(\.samples) == samples }) else { return nil }
            return Side(sums: scores.map { $0.sums(metric) }, samples: samples.map(Double.init))
        }
        guard let first = side(pairs.map(\.first)), let second = side(pairs.map(\.second)),
            !areSameSamples || first.samples == second.samples
        else { return nil }
        (self.first, self.second) = (first, second)
        self.metric = metric
        self.areSameSamples = areSameSamples
        runs = pairs.count
        let sign: Double = metric.better == .lower ? 1 : -1
        differences = PairedDifferences(
            pairs.map { sign * ($0.second.score(metric) - $0.first.score(metric)) })
        standardError = nil
        standardError = Self.standardError(of: variances)
    }

    /// The mean advantage of resamples: runs and blocks taken so many times each.
    private func mean(runs times: [Double], first firstTimes: [Double], second secondTimes: [Double]) -> Double {
        // How many samples there are is the same in all runs.
        let counts = (first.count(times: firstTimes), second.count(times: secondTimes))
        var (sum, count) = (0.0, 0.0)
        for run in times.indices where times[run] > 0 {
            let scores = (
                first.score(run: run, metric: metric, times: firstTimes, count: counts.0),
                second.score(run: run, metric: metric, times: secondTimes, count: counts.1)
            )
            sum += times[run] * (scores.1 - scores.0)
            count += times[run]
        }
        return (metric.better == .lower ? 1 : -1) * sum / count
    }

    // MARK: Student's test

    /// The variances of the mean advantage that come from runs and from blocks, each with its degrees of freedom; empty
    /// where there are one run and one block.
    ///
    /// That of blocks is the jackknife's, (B − 1)/B Σ (dᵦ − d̄)², where dᵦ leaves block b out. Samples of the two methods
    /// that are not the same vary on their own.
    private var variances: [(variance: Double, degrees: Double)] {
        var found: [(Double, Double)] = []
        if runs > 1 {
            let deviation = differences.standardDeviation
            found.append((deviation * deviation / Double(runs), Double(runs - 1)))
        }
        let whole = (first: first.samples.map { _ in 1.0 }, second: second.samples.map { _ in 1.0 })
        let allRuns = Array(repeating: 1.0, count: runs)
        func jackknife(_ count: Int, _ mean: (_ block: Int) -> Double) {
            guard count > 1 else { return }
            let means = (0..<count).map(mean)
            let center = means.reduce(0, +) / Double(count)
            let squares = means.reduce(0) { $0 + ($1 - center) * ($1 - center) }
            found.append((squares * Double(count - 1) / Double(count), Double(count - 1)))
        }
        func without(_ block: Int, of times: [Double]) -> [Double] {
            var times = times
            times[block] = 0
            return times
        }
        if areSameSamples {
            jackknife(whole.first.count) {
                let times = without($0, of: whole.first)
                return mean(runs: allRuns, first: times, second: times)
            }
        } else {
            jackknife(whole.first.count) {
                mean(runs: allRuns, first: without($0, of: whole.first), second: whole.second)
            }
            jackknife(whole.second.count) {
                mean(runs: allRuns, first: whole.first, second: without($0, of: whole.second))
            }
        }
        return found
    }

    /// Adds variances up: the standard error with its degrees of freedom by Welch and Satterthwaite.
    private static func standardError(of parts: [(variance: Double, degrees: Double)]) -> StandardError? {
        guard !parts.isEmpty else { return nil }
        let variance = parts.reduce(0) { $0 + $1.variance }
        let spread = parts.reduce(0) { $0 + $1.variance * $1.variance / $1.degrees }
        let degrees = spread > 0 ? variance * variance / spread : parts.map(\.degrees).min() ?? 1
        return (variance.squareRoot(), degrees)
    }

    /// The probability of such an advantage, or of a larger one, if the true mean were a bound.
    ///
    /// - Parameters:
    ///   - bound: The bound.
    ///   - isBelow: Whether the probability is that of such an advantage or of a smaller one.
    /// - Returns: The probability by Student's distribution; 1 where there are one run and one block.
    public func probability(ofMeanAt bound: Double, orBelow isBelow: Bool = false) -> Double {
        guard let error = standardError else { return 1 }
        let distance = isBelow ? bound - differences.mean : differences.mean - bound
        guard distance != 0 else { return 0.5 }
        guard error.value > 0 else { return distance > 0 ? 0 : 1 }
        let tail = studentProbability(twoSided: distance / error.value, degrees: error.degrees) / 2
        return distance > 0 ? tail : 1 - tail
    }

    // MARK: Bootstrap

    /// An interval that holds the true mean with a probability, by resampling runs and blocks, each on their own.
    ///
    /// The ends are quantiles of the mean advantages of resamples, taken at percentiles that are expanded for few runs, or for
    /// few blocks where there is one run: see ``PairedDifferences/bootstrapInterval(coverage:resamples:stream:)``. Resampling both
    /// gives a variance that is never too small on average.
    ///
    /// Source: A. B. Owen, *The Pigeonhole Bootstrap*, The Annals of Applied Statistics 1, 2007.
    ///
    /// - Parameters:
    ///   - coverage: The probability, between 0 and 1.
    ///   - resamples: The number of resamples.
    ///   - stream: Draws them.
    /// - Returns: The interval; nothing where there are one run and one block.
    public func bootstrapInterval(
        coverage: Double, resamples: Int, stream: inout RandomStream
    ) -> ClosedRange<Double>? {
        precondition(coverage > 0 && coverage < 1 && resamples > 1, "\(resamples) resamples for \(coverage)")
        let counts = [runs, first.samples.count] + (areSameSamples ? [] : [second.samples.count])
        guard let fewest = counts.filter({ $0 > 1 }).min() else { return nil }
        var means: [Double] = []
        means.reserveCapacity(resamples)
        for _ in 0..<resamples {
            let runTimes = stream.resample(runs)
            let firstTimes = stream.resample(first.samples.count)
            let secondTimes = areSameSamples ? firstTimes : stream.resample(second.samples.count)
            means.append(mean(runs: runTimes, first: firstTimes, second: secondTimes))
        }
        return expandedPercentiles(of: means, coverage: coverage, count: fewest)
    }
}

extension RandomStream {
    /// How many times each of some things is drawn, in as many draws with replacement.
    fileprivate mutating func resample(_ count: Int) -> [Double] {
        var times = Array(repeating: 0.0, count: count)
        for _ in 0..<count { times[integer(below: count)] += 1 }
        return times
    }
}
