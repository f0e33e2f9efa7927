import NeuralNetworks
import Testing

/// The oracle's own gradients, by central differences of L = Σ r·y.
///
/// L is piecewise linear in every input and every parameter of one layer, so that the differences have no truncation
/// error as long as no kink lies within the step; rounding leaves about 10⁻¹⁶·|L|/h = 10⁻¹².
@Suite struct NaiveLayerTests {
    static let layers: [any Layer] = [
        Convolution1D(
            inputLength: 9, inputChannels: 2, outputChannels: 3, window: 4, stride: 2, activation: .rectifier),
        Convolution1D(
            inputLength: 8, inputChannels: 2, outputChannels: 2, window: 2, stride: 3, activation: .identity),
        Convolution1D(
            inputLength: 9, inputChannels: 2, outputChannels: 3, window: 4, stride: 2, padding: .same,
            activation: .rectifier),
        Convolution1D(
            inputLength: 3, inputChannels: 1, outputChannels: 2, window: 8, stride: 8, padding: .same,
            activation: .identity),
        MaxPool1D(inputLength: 7, channels: 2, window: 3),
        GlobalAveragePool1D(inputLength: 5, channels: 3),
        Dense(inputs: 5, outputs: 4, activation: .rectifier),
        Dense(inputs: 3, outputs: 2, activation: .identity),
    ]

    @Test(arguments: layers.indices) func `gradients are those of central differences`(index: Int) {
        let layer = Self.layers[index]
        expectGradients(
            layer.naive, Batch(.reals, for: layer, samples: 1, stream: index), step: 1e-4, tolerance: 1e-10)
    }

    /// A chain is linear in each parameter too until a kink comes, since every layer is.
    @Test func `gradients of a chain are those of central differences`() {
        let network = Network(layers: smallChain, batchCapacity: 1)
        expectGradients(
            NaiveChain(smallChain), Batch(.reals, for: network, samples: 1, stream: 3), step: 1e-4, tolerance: 1e-9)
    }

    private func expectGradients(_ layer: any NaiveLayer, _ batch: Batch, step: Double, tolerance: Double) {
        let input = batch.inputs[0].map(Double.init)
        let parameters = batch.parameters.map(Double.init)
        let weights = batch.outputGradients[0].map(Double.init)
        func loss(_ input: [Double], _ parameters: [Double]) -> Double {
            zip(layer.forward(input, parameters), weights).reduce(0) { $0 + $1.0 * $1.1 }
        }
        func difference(_ values: [Double], _ index: Int, _ loss: ([Double]) -> Double) -> Double {
            var (above, below) = (values, values)
            above[index] += step
            below[index] -= step
            return (loss(above) - loss(below)) / (2 * step)
        }
        let gradients = layer.backward(input, parameters, weights)
        for index in input.indices {
            let numeric = difference(input, index) { loss($0, parameters) }
            #expect(abs(gradients.input[index] - numeric) <= tolerance, "input \(index)")
        }
        for index in parameters.indices {
            let numeric = difference(parameters, index) { loss(input, $0) }
            #expect(abs(gradients.parameters[index] - numeric) <= tolerance, "parameter \(index)")
        }
    }
}
