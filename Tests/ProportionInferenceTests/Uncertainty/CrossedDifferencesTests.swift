import Foundation
import NumericalMethods
import ProportionInference
import Testing

/// `Tests/Fixtures/uncertainty/crossed.py` computes the same by numpy and scipy.
@Suite struct CrossedDifferencesTests {
    struct Fixture: Decodable {
        struct Case: Decodable, CustomTestStringConvertible {
            let name: String
            let metric: ProportionMetric
            let same: Bool
            /// Run by run and block by block: the number of samples, RMSE, MMAE and RRS.
            let first: [[[Double]]]
            let second: [[[Double]]]
            let mean: Double
            let error: Double
            let degrees: Double
            let probability: Double
            let interval: [Double]

            var testDescription: String { name }
        }

        let cases: [Case]

        static func read() throws -> [Case] {
            let file = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../Fixtures/uncertainty/crossed.json")
            return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file)).cases
        }
    }

    private static func scores(_ run: [[Double]]) -> BlockScores {
        BlockScores(
            run.map {
                BlockScores.Block(samples: Int($0[0]), scores: Scores(rmse: $0[1], mmae: $0[2], rrs: $0[3]))
            })
    }

    private func differences(_ reference: Fixture.Case) throws -> CrossedDifferences {
        try #require(
            CrossedDifferences(
                zip(reference.first, reference.second).map { (Self.scores($0), Self.scores($1)) },
                metric: reference.metric, areSameSamples: reference.same))
    }

    @Test("standard error, degrees of freedom and probability are those of numpy and scipy")
    func test() throws {
        let cases = try Fixture.read()
        #expect(cases.count == 5)
        for reference in cases {
            let found = try differences(reference)
            let error = try #require(found.standardError)
            #expect(abs(found.differences.mean - reference.mean) <= 1e-14, "\(reference.name)")
            #expect(abs(error.value - reference.error) <= 1e-14, "\(reference.name)")
            #expect(abs(error.degrees - reference.degrees) <= 1e-9 * reference.degrees, "\(reference.name)")
            let probability = found.probability(ofMeanAt: 0)
            #expect(abs(probability - reference.probability) <= 1e-10, "\(reference.name)")
            #expect(abs(found.probability(ofMeanAt: 0, orBelow: true) - (1 - reference.probability)) <= 1e-10)
        }
    }

    /// Ends at 0.1 % of 100,000 resamples have a standard error of about a hundredth of the interval's length.
    @Test("the interval is that of numpy's pigeonhole bootstrap, and of scipy's where there is one run")
    func interval() throws {
        for reference in try Fixture.read() {
            var stream = RandomStream(seed: 5)
            let found = try #require(
                try differences(reference).bootstrapInterval(coverage: 0.95, resamples: 20_000, stream: &stream))
            let (low, high) = (reference.interval[0], reference.interval[1])
            let tolerance = 0.05 * (high - low)
            #expect(
                abs(found.lowerBound - low) <= tolerance && abs(found.upperBound - high) <= tolerance,
                "\(reference.name): \(found), not \(low)...\(high)")
        }
    }

    @Test("one block is no sample of blocks: what is left is the test over runs")
    func oneBlock() throws {
        func block(_ mmae: Double) -> BlockScores {
            BlockScores([BlockScores.Block(samples: 7, scores: Scores(rmse: 0, mmae: mmae, rrs: 0))])
        }
        let pairs = [(0.01, 0.03), (0.02, 0.05), (0.02, 0.03)].map { (block($0), block($1)) }
        let found = try #require(CrossedDifferences(pairs, metric: .mmae, areSameSamples: true))
        let runs = PairedDifferences(found.differences.values)
        #expect(abs(found.probability(ofMeanAt: 0) - runs.probability(ofMeanAt: 0)) <= 1e-12)
        let single = try #require(CrossedDifferences([pairs[0]], metric: .mmae, areSameSamples: true))
        var stream = RandomStream(seed: 1)
        #expect(single.standardError == nil && single.probability(ofMeanAt: 0) == 1)
        #expect(single.bootstrapInterval(coverage: 0.95, resamples: 10, stream: &stream) == nil)
    }

    @Test("runs of other blocks cannot be compared")
    func otherBlocks() {
        func blocks(_ samples: [Int]) -> BlockScores {
            BlockScores(samples.map { BlockScores.Block(samples: $0, scores: Scores(rmse: 0, mmae: 0, rrs: 0)) })
        }
        let (first, other) = (blocks([3, 4]), blocks([4, 3]))
        #expect(CrossedDifferences([(first, other)], metric: .mmae, areSameSamples: true) == nil)
        #expect(CrossedDifferences([(first, other)], metric: .mmae, areSameSamples: false) != nil)
        #expect(
            CrossedDifferences([(first, first), (other, first)], metric: .mmae, areSameSamples: false) == nil)
    }

    @Test("the scores of blocks are those of all samples", arguments: ProportionMetric.allCases)
    func wholes(metric: ProportionMetric) {
        var stream = RandomStream(seed: 9)
        func proportions() -> Matrix<Double> {
            Matrix(
                rows: 50, columns: 3,
                elements: (0..<50).flatMap { _ in
                    let draws = (0..<3).map { _ in Double(stream.integer(below: 4)) } + [1e-9]
                    return draws.prefix(3).map { $0 / draws.reduce(0, +) }
                })
        }
        let (predictions, targets) = (proportions(), proportions())
        let blocks = BlockScores(
            predictions: predictions, targets: targets, blocks: (0..<50).map { [0, 1, 2, 1, 1, 0, 1][$0 % 7] })
        #expect(blocks.blocks.map(\.samples) == [15, 28, 7])
        let whole = metric.value(in: Scores(predictions: predictions, targets: targets))
        #expect(abs(blocks.score(metric) - whole) <= 1e-14)
    }
}
