import Foundation
import NeuralNetworks
import Testing

/// The layers of an autoencoder, compared with their definitions for a whole batch in `Double`.
@Suite struct BatchLayerTests {
    static let layers: [any Layer] = [
        LeakyRectifier(features: 5, negativeSlope: 0.1), LeakyRectifier(features: 3, negativeSlope: 0),
        Sigmoid(features: 4), BatchNormalization(features: 3), SoftThreshold(features: 4), SumToOne(features: 4),
        SumToOne(features: 2),
    ]

    /// The definition: samples x features to samples x features.
    private static func naive(_ layer: any Layer, _ x: [[Double]], _ parameters: [Double]) -> [[Double]] {
        let count = layer.inputFeatures
        switch layer {
        case let layer as LeakyRectifier:
            return x.map { $0.map { $0 > 0 ? $0 : Double(layer.negativeSlope) * $0 } }
        case is Sigmoid: return x.map { $0.map { 1 / (1 + exp(-$0)) } }
        case is SoftThreshold: return x.map { $0.enumerated().map { max(0, $1 - parameters[$0]) } }
        case is SumToOne:
            return x.map { row in
                let sum = row.reduce(0) { $0 + $1 + 1e-6 }
                return row.map { ($0 + 1e-6) / sum }
            }
        default:
            let samples = Double(x.count)
            let means = (0..<count).map { k in x.reduce(0) { $0 + $1[k] } / samples }
            let variances = (0..<count).map { k in
                x.reduce(0) { $0 + ($1[k] - means[k]) * ($1[k] - means[k]) } / samples
            }
            return x.map { row in
                row.enumerated().map { k, value in
                    parameters[k] * (value - means[k]) / (variances[k] + 1e-5).squareRoot() + parameters[count + k]
                }
            }
        }
    }

    /// Positive inputs where the layer asks for them.
    private static func batch(_ layer: any Layer, samples: Int, stream: Int) -> Batch {
        var batch = Batch(.reals, for: layer, samples: samples, stream: stream)
        if layer is SumToOne { batch.inputs = batch.inputs.map { $0.map { abs($0) + 0.0625 } } }
        return batch
    }

    @Test(arguments: layers.indices, [1, 7, 8, 20, 32, 33, 1100])
    func `the output is that of the definition`(index: Int, samples: Int) {
        let layer = Self.layers[index]
        let batch = Self.batch(layer, samples: samples, stream: index)
        let expected = Self.naive(layer, batch.inputs.map { $0.map(Double.init) }, batch.parameters.map(Double.init))
        let difference = relativeDifference(layer.results(batch).outputs.flatMap(\.self), expected.flatMap(\.self))
        #expect(difference <= 2e-6, "\(layer)")
    }

    @Test(arguments: layers.indices, [2, 9, 20, 33])
    func `gradients are those of central differences`(index: Int, samples: Int) {
        let layer = Self.layers[index]
        let batch = Self.batch(layer, samples: samples, stream: index)
        let results = layer.results(batch)
        let inputs = batch.inputs.map { $0.map(Double.init) }
        let parameters = batch.parameters.map(Double.init)
        func loss(_ inputs: [[Double]], _ parameters: [Double]) -> Double {
            zip(Self.naive(layer, inputs, parameters).joined(), batch.outputGradients.joined()).reduce(0) {
                $0 + $1.0 * Double($1.1)
            }
        }
        let step = 1e-4
        var inputDifferences: [Double] = []
        for sample in 0..<samples {
            for feature in 0..<layer.inputFeatures {
                var (above, below) = (inputs, inputs)
                above[sample][feature] += step
                below[sample][feature] -= step
                inputDifferences.append((loss(above, parameters) - loss(below, parameters)) / (2 * step))
            }
        }
        let parameterDifferences = parameters.indices.map { place in
            var (above, below) = (parameters, parameters)
            above[place] += step
            below[place] -= step
            return (loss(inputs, above) - loss(inputs, below)) / (2 * step)
        }
        #expect(relativeDifference(results.inputGradients.flatMap(\.self), inputDifferences) <= 2e-5, "\(layer)")
        #expect(relativeDifference(results.parameterGradients, parameterDifferences) <= 2e-5, "\(layer)")
    }

    @Test func `a sample without anything gets the same share of each`() {
        let layer = SumToOne(features: 4)
        let results = layer.results(
            Batch(
                inputs: [[0, 0, 0, 0], [2, 0, 2, 0]], outputGradients: [[0, 0, 0, 0], [0, 0, 0, 0]], parameters: []))
        #expect(results.outputs[0] == [0.25, 0.25, 0.25, 0.25])
        #expect(zip(results.outputs[1], [0.5, 0, 0.5, 0]).allSatisfy { abs($0 - $1) <= 1e-6 })
    }

    @Test func `initialization leaves scales at one, and shifts and thresholds at zero`() {
        let network = Network(
            layers: [
                Dense(inputs: 3, outputs: 2, activation: .identity), BatchNormalization(features: 2),
                SoftThreshold(features: 2),
            ], batchCapacity: 4)
        network.initialize(.fanInUniform, outputBias: nil, seed: .init(experiment: "test", base: 1))
        #expect(network.parameters.copy().suffix(6) == [1, 1, 0, 0, 0, 0])
        #expect(network.parameters.copy().prefix(8).allSatisfy { $0 != 0 })
        #expect(network.namedBlocks.suffix(3).map(\.name) == ["1.scale", "1.shift", "2.threshold"])
    }
}
