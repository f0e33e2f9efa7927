import Foundation
import NumericalMethods
import Testing

/// Checks the distributions by Kolmogorov–Smirnov distance and by moments.
///
/// The distance of n draws exceeds 1.95/√n, and a moment five standard errors, for less than one seed of a thousand.
@Suite struct DistributionTests {
    static let draws = 50_000

    /// The largest difference between the empirical distribution of `sample` and `cumulative`.
    static func distance(_ sample: [Double], _ cumulative: (Double) -> Double) -> Double {
        let count = Double(sample.count)
        return sample.sorted().enumerated().reduce(0) { largest, draw in
            let expected = cumulative(draw.element)
            let below = abs(expected - Double(draw.offset) / count)
            return max(largest, below, abs(expected - Double(draw.offset + 1) / count))
        }
    }

    static func sample(seed: UInt64, _ draw: (inout RandomStream) -> Double) -> [Double] {
        var stream = RandomStream(seed: seed)
        return (0..<draws).map { _ in draw(&stream) }
    }

    static let limit = 1.95 / Double(draws).squareRoot()

    @Test("Uniform", arguments: [1, 2, 3] as [UInt64])
    func uniform(seed: UInt64) {
        #expect(Self.distance(Self.sample(seed: seed) { $0.uniform() }) { $0 } < Self.limit)
        #expect(Self.distance(Self.sample(seed: seed) { Double($0.uniformFloat()) }) { $0 } < Self.limit)
    }

    @Test("Normal", arguments: [1, 2, 3] as [UInt64])
    func normal(seed: UInt64) {
        let sample = Self.sample(seed: seed) { $0.normal() }
        #expect(Self.distance(sample) { erfc(-$0 / 2.0.squareRoot()) / 2 } < Self.limit)
        let fourth = sample.reduce(0) { $0 + pow($1, 4) } / Double(Self.draws)
        // x⁴ has mean 3 and variance 96.
        #expect(abs(fourth - 3) <= 5 * (96 / Double(Self.draws)).squareRoot())
    }

    @Test("Gamma of shapes whose distribution has a closed form", arguments: [1, 2, 3] as [UInt64])
    func gamma(seed: UInt64) {
        let closedForms: [(shape: Double, cumulative: (Double) -> Double)] = [
            (0.5, { erf($0.squareRoot()) }),
            (1, { 1 - exp(-$0) }),
            (2, { 1 - exp(-$0) * (1 + $0) }),
            (4, { 1 - exp(-$0) * (1 + $0 + $0 * $0 / 2 + $0 * $0 * $0 / 6) }),
        ]
        for form in closedForms {
            let sample = Self.sample(seed: seed) { $0.gamma(shape: form.shape) }
            #expect(Self.distance(sample, form.cumulative) < Self.limit, "shape \(form.shape)")
        }
    }

    @Test("Gamma has mean and variance equal to its shape", arguments: [0.01, 0.3, 1.5, 30, 1000])
    func gammaMoments(shape: Double) {
        let sample = Self.sample(seed: 17) { $0.gamma(shape: shape) }
        let count = Double(Self.draws)
        let mean = sample.reduce(0, +) / count
        let variance = sample.reduce(0) { $0 + ($1 - shape) * ($1 - shape) } / count
        #expect(abs(mean - shape) <= 5 * (shape / count).squareRoot())
        // The fourth central moment of the gamma distribution is 3k² + 6k.
        #expect(abs(variance - shape) <= 5 * ((2 * shape * shape + 6 * shape) / count).squareRoot())
    }

    @Test(
        "Dirichlet has the means and variances of its concentrations",
        arguments: [[1, 1, 1], [0.2, 0.5, 3], [8, 1, 2, 30]] as [[Double]])
    func dirichlet(concentrations: [Double]) {
        var stream = RandomStream(seed: 5)
        let draws = (0..<Self.draws).map { _ in stream.dirichlet(concentrations) }
        let total = concentrations.reduce(0, +)
        for (index, concentration) in concentrations.enumerated() {
            let mean = concentration / total
            let variance = mean * (1 - mean) / (total + 1)
            let count = Double(Self.draws)
            let sampleMean = draws.reduce(0) { $0 + $1[index] } / count
            let sampleVariance = draws.reduce(0) { $0 + pow($1[index] - mean, 2) } / count
            #expect(abs(sampleMean - mean) <= 5 * (variance / count).squareRoot())
            #expect(abs(sampleVariance / variance - 1) <= 0.05)
        }
        #expect(draws.allSatisfy { abs($0.reduce(0, +) - 1) <= 1e-14 && $0.allSatisfy { $0 >= 0 } })
    }

    @Test(
        "Concentrations near zero still give a point of the simplex",
        arguments: [1e-3, 1e-10, 1e-300, .leastNonzeroMagnitude])
    func tinyConcentrations(concentration: Double) {
        var stream = RandomStream(seed: 9)
        var largestByClass = [0, 0, 0]
        for _ in 0..<300 {
            let draw = stream.dirichlet([concentration, concentration, concentration])
            #expect(draw.allSatisfy { $0 >= 0 && $0 <= 1 } && abs(draw.reduce(0, +) - 1) <= 1e-14)
            largestByClass[draw.firstIndex(of: draw.reduce(0, max)) ?? 0] += 1
        }
        #expect(concentration < 1e-300 || largestByClass.allSatisfy { $0 > 60 })
    }

    @Test("Shapes that are not positive and finite stop the program")
    func badShapes() async {
        await #expect(processExitsWith: .failure) {
            var stream = RandomStream(seed: 0)
            _ = stream.gamma(shape: 0)
        }
        await #expect(processExitsWith: .failure) {
            var stream = RandomStream(seed: 0)
            _ = stream.dirichlet([])
        }
    }
}

extension DistributionTests {
    @Test("Poisson", arguments: [0.3, 4, 9.9, 10, 31, 250, 40_000])
    func poisson(mean: Double) {
        var stream = RandomStream(seed: 11)
        expectPoisson((0..<Self.countedDraws).map { _ in stream.poisson(mean: mean) }, mean: mean)
    }

    @Test("Poisson, many in a row", arguments: [0.3, 9.9, 10, 31, 250, 40_000])
    func poissonInARow(mean: Double) {
        var stream = RandomStream(seed: 12)
        // Neighbours of other means, and a row that does not end with eight.
        let means = (0..<Self.countedDraws * 8 / 7).map { $0 % 8 == 3 ? 5 : mean } + [mean]
        var values = means
        values.withUnsafeMutableBufferPointer { stream.replaceWithPoisson(means: $0) }
        expectPoisson(zip(means, values).filter { $0.0 == mean }.map(\.1), mean: mean)
    }

    /// Enough to see a tenth too many of the draws that the squeeze leaves to be decided by the density.
    private static let countedDraws = 800_000

    /// χ² of the counts against the probabilities e^-m m^k / k!, in classes of five or more expected draws.
    ///
    /// Its mean is the number of classes less one, its variance twice that.
    private func expectPoisson(_ sample: [Double], mean: Double) {
        let draws = sample.count
        #expect(sample.allSatisfy { $0 >= 0 && $0 == $0.rounded() })
        let counts = Dictionary(grouping: sample) { Int($0) }.mapValues { Double($0.count) }
        let reach = 6 * mean.squareRoot() + 10
        var (squares, classes) = (0.0, 0.0)
        for k in max(0, Int(mean - reach))...Int(mean + reach) {
            let expected = Double(draws) * exp(Double(k) * log(mean) - mean - lgamma(Double(k) + 1))
            guard expected >= 5 else { continue }
            let difference = (counts[k] ?? 0) - expected
            squares += difference * difference / expected
            classes += 1
        }
        #expect(abs(squares - (classes - 1)) <= 5 * (2 * classes).squareRoot(), "χ² of \(classes) classes: \(squares)")
        let average = sample.reduce(0, +) / Double(draws)
        #expect(abs(average - mean) <= 5 * (mean / Double(draws)).squareRoot())
    }

    @Test("Poisson of mean 0 is 0")
    func poissonOfNothing() {
        #expect(Self.sample(seed: 1) { $0.poisson(mean: 0) }.allSatisfy { $0 == 0 })
    }

    @Test func aNormalThatIsPassedOverLeavesTheSameBehind() {
        var (drawn, passed) = (RandomStream(seed: 8), RandomStream(seed: 8))
        for _ in 0..<1000 {
            _ = drawn.normal()
            passed.skipNormal()
            #expect(drawn.next() == passed.next())
        }
    }
}
