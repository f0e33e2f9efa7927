import Foundation
import NumericalMethods
import ProportionInference
import Testing

@Suite struct PairedDifferencesTests {
    private let few = PairedDifferences([0.42, 0.31, 0.55, 0.18, 0.47])

    @Test("Student's test of paired samples agrees with scipy.stats.ttest_1samp")
    func probabilities() {
        #expect(abs(few.probability(ofMeanAt: 0) - 0.0019647255292061052) <= 1e-12)
        #expect(abs(few.probability(ofMeanAt: 0.4) - 0.5805516298540376) <= 1e-12)
        let mirrored = PairedDifferences(few.values.map { -$0 })
        #expect(abs(mirrored.probability(ofMeanAt: -0.4) - 0.4194483701459624) <= 1e-12)
    }

    @Test("differences without a spread decide alone, and a single one says nothing")
    func edges() {
        #expect(PairedDifferences([1, 1, 1]).probability(ofMeanAt: 0) == 0)
        #expect(PairedDifferences([1, 1, 1]).probability(ofMeanAt: 2) == 1)
        #expect(PairedDifferences([0.1, 0.1, 0.1]).standardDeviation == 0)
        #expect(PairedDifferences([0, 0, 0]).probability(ofMeanAt: 0) == 0.5)
        #expect(PairedDifferences([5]).probability(ofMeanAt: 0) == 1)
        var stream = RandomStream(seed: 1)
        #expect(PairedDifferences([5]).bootstrapInterval(coverage: 0.95, resamples: 10, stream: &stream) == nil)
    }

    /// All 3125 resamples, enumerated by numpy, have the quantiles 0.206 and 0.534 at the expanded percentiles of 95 %
    /// (0.00095 and its complement), and 0.280 and 0.482 at those of 80 % (0.0432).
    @Test(
        "the interval of five differences is that of all their resamples",
        arguments: [(0.95, 0.206, 0.534), (0.8, 0.28, 0.482)])
    func everyResample(coverage: Double, low: Double, high: Double) throws {
        var stream = RandomStream(seed: 3)
        let interval = try #require(
            few.bootstrapInterval(coverage: coverage, resamples: 200_000, stream: &stream))
        #expect(abs(interval.lowerBound - low) <= 0.003 && abs(interval.upperBound - high) <= 0.003, "\(interval)")
    }

    /// Percentiles of 200,000 resamples by `scipy.stats.bootstrap` at a level of 0.97849 are 0.36667 and 1.29167.
    ///
    /// Student's interval is 0.36696 to 1.29971.
    @Test("the interval of twelve differences is scipy's, and near Student's")
    func scipy() throws {
        let differences = PairedDifferences([1.2, -0.4, 0.9, 2.1, 0.3, 1.7, 0.8, -0.2, 1.1, 0.6, 1.4, 0.5])
        var stream = RandomStream(seed: 3)
        let interval = try #require(
            differences.bootstrapInterval(coverage: 0.95, resamples: 200_000, stream: &stream))
        #expect(abs(interval.lowerBound - 0.36667) <= 0.006 && abs(interval.upperBound - 1.29167) <= 0.006)
        #expect(abs(interval.lowerBound - 0.36696) <= 0.03 && abs(interval.upperBound - 1.29971) <= 0.03)
    }

    @Test("the same stream gives the same interval")
    func repeatable() {
        func interval(_ seed: UInt64) -> ClosedRange<Double>? {
            var stream = RandomStream(seed: seed)
            return few.bootstrapInterval(coverage: 0.9, resamples: 500, stream: &stream)
        }
        #expect(interval(7) == interval(7))
    }
}
