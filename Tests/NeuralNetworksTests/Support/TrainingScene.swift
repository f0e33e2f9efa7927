import TestSupport
import NeuralNetworks

/// Training from parameters and data that `Tests/Fixtures/networks/make.py` computes by the same formulas.
struct TrainingScene {
    static let classes = 4

    let layers: [any Layer]
    /// The number of points of a spectrum.
    let points: Int
    let samples: Int
    let batchCapacity: Int

    /// The gradients of the parameters for the first batch, before training.
    func firstGradients() -> [Float] {
        let network = makeNetwork()
        let (spectra, proportions) = data()
        network.input.write(Array(spectra.prefix(batchCapacity)))
        network.forward(samples: batchCapacity)
        _ = dirichletSquaredError(network, targets: proportions.prefix(batchCapacity))
        network.backward(samples: batchCapacity)
        return network.gradients.copy()
    }

    /// The losses before every step, and the outputs for the first samples after the last.
    func train(
        _ configuration: Adam.Recipe, steps: Int
    ) -> (losses: [Double], outputs: [[Float]]) {
        let network = makeNetwork()
        let (spectra, proportions) = data()
        let adam = Adam(configuration, parameterCount: network.parameters.count)
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

    /// The network with the parameters that training starts from.
    private func makeNetwork() -> Network {
        let network = Network(layers: layers, batchCapacity: batchCapacity)
        network.parameters.replace(with: initialParameters(network))
        return network
    }

    /// Weights uniform within √(6/fan-in), biases within 1/8, those of the outputs about 1.
    private func initialParameters(_ network: Network) -> [Float] {
        let numbers = HashedNumbers(stream: 1)
        let last = network.namedBlocks.count - 1
        return network.namedBlocks.enumerated().flatMap { place, named in
            named.range.map { index in
                switch named.block.role {
                case .weight(let fanIn, _): numbers.float(index) * Float((6 / Double(fanIn)).squareRoot())
                case .bias: numbers.float(index) * 0.125 + (place == last ? 1 : 0)
                case .constant(let start): start
                }
            }
        }
    }

    /// Mixtures of random spectra, some classes absent, with noise, and their proportions.
    private func data() -> (spectra: [[Float]], proportions: [[Float]]) {
        func real(_ stream: Int, _ index: Int) -> Double { HashedNumbers(stream: stream).real(index) }
        let proportions = (0..<samples).map { sample in
            let parts = (0..<Self.classes).map { k in
                max(real(2, sample * Self.classes + k), 0) + (k == sample % Self.classes ? 0.125 : 0)
            }
            let total = parts.reduce(0, +)
            return parts.map { Float($0 / total) }
        }
        let spectra = (0..<samples).map { sample in
            (0..<points).map { point in
                Float(
                    (0..<Self.classes).reduce(0.0625 * real(4, sample * points + point)) { sum, k in
                        sum + Double(proportions[sample][k]) * ((real(3, k * points + point) + 1) / 2)
                    })
            }
        }
        return (spectra, proportions)
    }

    /// The mean over a batch of ‖y−ŷ‖² + Σ ŷ(1−ŷ)/(S+1), α = ReLU(a) + 1, S = Σ α, ŷ = α/S, with its gradient written to
    /// the network.
    private func dirichletSquaredError(_ network: Network, targets: ArraySlice<[Float]>) -> Double {
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
            for k in 0..<Self.classes {
                let gradient = (slopes[k] - meanSlope) / total - variance / (total + 1)
                network.outputGradient[k, sample] = output[k] > 0 ? Float(gradient / Double(targets.count)) : 0
            }
        }
        return sum / Double(targets.count)
    }
}
