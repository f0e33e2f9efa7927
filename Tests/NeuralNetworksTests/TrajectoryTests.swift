import NeuralNetworks
import Testing

/// Fifty steps of training, from parameters and data that `Tests/Fixtures/networks/make.py` computes by the same formulas.
///
/// Where a rounding turns a rectifier on or moves a maximum, a gradient changes by a finite amount, and training amplifies
/// the difference. The tolerances come from trials of PyTorch in double precision with initial weights changed by up to
/// 10⁻⁶ of themselves, sixteen roundings: at the slow rate the losses changed by up to 2·10⁻⁶ of themselves and the outputs
/// by up to 5·10⁻⁵; at Adam's published rate the losses changed by up to 7·10⁻⁵ in twenty steps and 2·10⁻³ in fifty.
@Suite struct TrajectoryTests {
    struct Fixture: Decodable {
        let losses: [Double]
        let slowLosses: [Double]
        let slowOutputs: [[Double]]

        enum CodingKeys: String, CodingKey {
            case losses
            case slowLosses = "slow-losses"
            case slowOutputs = "slow-outputs"
        }
    }

    @Test func `training at the published rate goes as it does in PyTorch`() throws {
        let fixture = try networkFixture("trajectory.json", as: Fixture.self)
        try #require(fixture.losses.count == 50)
        let losses = Self.train(.init(), steps: 50).losses
        for (step, (loss, expected)) in zip(losses, fixture.losses).enumerated() {
            #expect(abs(loss - expected) <= (step < 20 ? 1e-4 : 5e-3) * expected, "step \(step)")
        }
    }

    @Test func `training at a slow rate goes as it does in PyTorch`() throws {
        let fixture = try networkFixture("trajectory.json", as: Fixture.self)
        try #require(fixture.slowLosses.count == 50 && fixture.slowOutputs.count == 16)
        let (losses, outputs) = Self.train(.init(learningRate: 1e-4), steps: 50)
        for (step, (loss, expected)) in zip(losses, fixture.slowLosses).enumerated() {
            #expect(abs(loss - expected) <= 1e-5 * expected, "step \(step)")
        }
        for (our, their) in zip(outputs.joined(), fixture.slowOutputs.joined()) {
            #expect(abs(Double(our) - their) <= 2e-4)
        }
    }

    private static let bands = 198
    private static let classes = 4
    private static let samples = 600
    private static let batchCapacity = 128

    /// The losses before every step, and the outputs for the first samples after the last.
    private static func train(
        _ configuration: Adam.Configuration, steps: Int
    ) -> (losses: [Double], outputs: [[Float]]) {
        let network = Network(layers: zhangLayers(bands: bands, classes: classes), batchCapacity: batchCapacity)
        network.parameters.replace(with: initialParameters(network))
        let (spectra, proportions) = data()
        let adam = Adam(configuration, parameterCount: network.parameters.count)
        // Four batches of 128 and one of 88
        let batches = stride(from: 0, to: samples, by: batchCapacity).map { $0..<min($0 + batchCapacity, samples) }
        let losses = (0..<steps).map { step in
            let batch = batches[step % batches.count]
            network.input.write(Array(spectra[batch]))
            network.forward(samples: batch.count)
            let loss = dirichletSquaredError(network, targets: proportions[batch])
            network.backward(samples: batch.count)
            adam.step(parameters: network.parameters, gradients: network.gradients)
            return loss
        }
        network.input.write(Array(spectra.prefix(16)))
        network.forward(samples: 16)
        return (losses, network.output.read(samples: 16))
    }

    /// Weights uniform within √(6/fan-in), biases within 1/8, those of the outputs about 1.
    private static func initialParameters(_ network: Network) -> [Float] {
        let numbers = HashedNumbers(stream: 1)
        let last = network.namedBlocks.count - 1
        return network.namedBlocks.enumerated().flatMap { place, named in
            named.range.map { index in
                switch named.block.role {
                case .weight(let fanIn, _): numbers.real(index) * Float((6 / Double(fanIn)).squareRoot())
                case .bias: numbers.real(index) * 0.125 + (place == last ? 1 : 0)
                }
            }
        }
    }

    /// Mixtures of random spectra, some classes absent, with noise, and their proportions.
    private static func data() -> (spectra: [[Float]], proportions: [[Float]]) {
        func real(_ stream: Int, _ index: Int) -> Double { Double(HashedNumbers(stream: stream).real(index)) }
        let proportions = (0..<samples).map { sample in
            let parts = (0..<classes).map { k in
                max(real(2, sample * classes + k), 0) + (k == sample % classes ? 0.125 : 0)
            }
            let total = parts.reduce(0, +)
            return parts.map { Float($0 / total) }
        }
        let spectra = (0..<samples).map { sample in
            (0..<bands).map { band in
                Float(
                    (0..<classes).reduce(0.0625 * real(4, sample * bands + band)) { sum, k in
                        sum + Double(proportions[sample][k]) * ((real(3, k * bands + band) + 1) / 2)
                    })
            }
        }
        return (spectra, proportions)
    }

    /// The mean over a batch of ‖y−ŷ‖² + Σ ŷ(1−ŷ)/(S+1), α = ReLU(a) + 1, S = Σ α, ŷ = α/S, with its gradient written to
    /// the network.
    private static func dirichletSquaredError(_ network: Network, targets: ArraySlice<[Float]>) -> Double {
        let outputs = network.output.read(samples: targets.count)
        var sum = 0.0
        for (sample, (output, target)) in zip(outputs, targets).enumerated() {
            let alpha = output.map { max(Double($0), 0) + 1 }
            let total = alpha.reduce(0, +)
            let means = alpha.map { $0 / total }
            let errors = zip(means, target).map { $0 - Double($1) }
            let variance = means.reduce(0) { $0 + $1 * (1 - $1) } / (total + 1)
            sum += errors.reduce(0) { $0 + $1 * $1 } + variance
            // ∂/∂ŷ at constant S, then through ŷ = α/S, then ∂/∂S of the variance
            let slopes = zip(means, errors).map { mean, error in 2 * error + (1 - 2 * mean) / (total + 1) }
            let meanSlope = zip(means, slopes).reduce(0) { $0 + $1.0 * $1.1 }
            for k in 0..<classes {
                let gradient = (slopes[k] - meanSlope) / total - variance / (total + 1)
                network.outputGradient[k, sample] = output[k] > 0 ? Float(gradient / Double(targets.count)) : 0
            }
        }
        return sum / Double(targets.count)
    }
}
