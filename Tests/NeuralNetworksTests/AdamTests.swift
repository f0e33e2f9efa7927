import Foundation
import NeuralNetworks
import TestSupport
import Testing

@Suite struct AdamTests {
    /// The parameters after every step, by PyTorch.
    struct Fixture: Decodable {
        let publishedDefaults: [[Double]]
        let otherConfiguration: [[Double]]

        enum CodingKeys: String, CodingKey {
            case publishedDefaults = "published-defaults"
            case otherConfiguration = "other-configuration"
        }
    }

    /// Numbers of parameters that fill no, one, or several vectors of eight, exactly or not.
    static let counts = [1, 7, 8, 9, 16, 21]

    @Test func `the defaults are the published ones`() {
        let configuration = Adam.Recipe()
        #expect(configuration.learningRate == 0.001)
        #expect(configuration.meanDecay == 0.9)
        #expect(configuration.squareDecay == 0.999)
        #expect(configuration.epsilon == 1e-8)
    }

    @Test(arguments: counts) func `steps as PyTorch does`(count: Int) throws {
        let fixture = try Fixtures.json("networks/adam.json", as: Fixture.self)
        try #require(fixture.publishedDefaults.count == 10)
        expectSteps(.init(), factors: Array(repeating: 1, count: 10), count: count, fixture.publishedDefaults)
    }

    @Test(arguments: counts) func `steps as PyTorch does under a schedule`(count: Int) throws {
        let fixture = try Fixtures.json("networks/adam.json", as: Fixture.self)
        try #require(fixture.otherConfiguration.count == 5)
        expectSteps(
            .init(learningRate: 0.05, meanDecay: 0.8, squareDecay: 0.95, epsilon: 1e-3),
            factors: [1, 1, 0.5, 0.5, 0.25], count: count, fixture.otherConfiguration)
    }

    /// Both means end far below the least normal number, 10⁻³⁸.
    ///
    /// m does after some 800 steps without a gradient, v after some 1700 with β₂ = 0.95. θ is compared with the recursion
    /// in `Double`; about a hundred steps move it, with a rounding of at most 6·10⁻⁸ each.
    @Test func `gradients that cease leave the parameters where the recursion says`() {
        let configuration = Adam.Recipe(learningRate: 1e-3, squareDecay: 0.95)
        let (parameters, gradients) = (FloatBuffer(count: 3), FloatBuffer(count: 3))
        let first = [1, -1e-4, 1e-20]
        let adam = Adam(configuration, parameterCount: 3)
        var (theta, m, v) = ([0.5, 0.5, 0.5], [0.0, 0, 0], [0.0, 0, 0])
        parameters.replace(with: theta.map(Float.init))
        for step in 1...2000 {
            let g = step == 1 ? first : [0, 0, 0]
            gradients.replace(with: g.map(Float.init))
            adam.step(parameters: parameters, gradients: gradients)
            for index in g.indices {
                m[index] = 0.9 * m[index] + 0.1 * g[index]
                v[index] = 0.95 * v[index] + 0.05 * g[index] * g[index]
                let mean = m[index] / (1 - pow(0.9, Double(step)))
                let square = v[index] / (1 - pow(0.95, Double(step)))
                theta[index] -= 1e-3 * mean / (square.squareRoot() + 1e-8)
            }
        }
        for (value, expected) in zip(parameters.copy(), theta) {
            #expect(abs(Double(value) - expected) <= 6e-6)
        }
    }

    /// The published formula number by number, with one rounding where a product is added.
    @Test(arguments: InstructionSet.available)
    func `every set of instructions gives the same bits`(instructions: InstructionSet) {
        let numbers = HashedNumbers(stream: 3)
        let (parameters, gradients) = (FloatBuffer(count: 37), FloatBuffer(count: 37))
        let adam = Adam(Adam.Recipe(), parameterCount: 37)
        adam.instructions = instructions
        var theta = (0..<37).map(numbers.float)
        parameters.replace(with: theta)
        var (m, v) = (Array(repeating: Float(0), count: 37), Array(repeating: Float(0), count: 37))
        var (meanPower, squarePower) = (1.0, 1.0)
        for step in 1...2 {
            let g = (0..<37).map { numbers.float(step * 37 + $0) }
            gradients.replace(with: g)
            adam.step(parameters: parameters, gradients: gradients)
            meanPower *= 0.9
            squarePower *= 0.999
            let (rate, inverseRoot) = (Float(0.001 / (1 - meanPower)), Float(1 / (1 - squarePower).squareRoot()))
            for index in g.indices {
                m[index] = (Float(1 - 0.9) * g[index]).addingProduct(0.9, m[index])
                v[index] = (Float(1 - 0.999) * g[index] * g[index]).addingProduct(0.999, v[index])
                theta[index] -= rate * m[index] / (v[index].squareRoot() * inverseRoot + 1e-8)
            }
            #expect(parameters.copy() == theta)
        }
    }

    /// A step rounds θ, of magnitude up to 1, once, and its own size η by a few units, so that ten steps are off by less
    /// than 20 u = 1.2·10⁻⁶; a step moves θ by up to 10⁻³ or more.
    private func expectSteps(
        _ configuration: Adam.Recipe, factors: [Double], count: Int, _ expected: [[Double]]
    ) {
        let (start, steps) = (HashedNumbers(stream: 1), HashedNumbers(stream: 2))
        let total = 21
        let parameters = FloatBuffer(count: count)
        let gradients = FloatBuffer(count: count)
        parameters.replace(with: (0..<count).map(start.float))
        let adam = Adam(configuration, parameterCount: count)
        for (step, factor) in factors.enumerated() {
            for index in 0..<count {
                let scale = index % 5 == 3 ? 0 : Float(sign: .plus, exponent: -(index % 20), significand: 1)
                gradients.start[index] = steps.float(step * total + index) * scale
            }
            adam.step(parameters: parameters, gradients: gradients, rateFactor: factor)
            for (index, value) in parameters.copy().enumerated() {
                #expect(abs(Double(value) - expected[step][index]) <= 1.2e-6, "step \(step), entry \(index)")
            }
        }
    }
}
