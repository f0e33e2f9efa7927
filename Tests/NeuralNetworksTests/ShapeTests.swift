import NeuralNetworks
import Testing

/// Shapes that do not fit stop the program before memory is touched.
@Suite struct ShapeTests {
    @Test func `layers that do not meet`() async {
        await #expect(processExitsWith: .failure) {
            _ = Network(
                layers: [
                    Dense(inputs: 4, outputs: 3, activation: .identity),
                    Dense(inputs: 2, outputs: 1, activation: .identity),
                ], batchCapacity: 1)
        }
    }

    @Test func `a batch above the capacity`() async {
        await #expect(processExitsWith: .failure) {
            let network = Network(layers: [Dense(inputs: 1, outputs: 1, activation: .identity)], batchCapacity: 32)
            network.forward(samples: 33)
        }
    }

    @Test func `padding behind a batch above the capacity`() async {
        await #expect(processExitsWith: .failure) {
            ActivationMatrix(features: 1, capacity: 32).clearPadding(samples: 33)
        }
    }

    @Test func `a batch of nothing`() async {
        await #expect(processExitsWith: .failure) {
            let network = Network(layers: [Dense(inputs: 1, outputs: 1, activation: .identity)], batchCapacity: 32)
            network.forward(samples: 0)
        }
    }

    @Test func `a matrix of other features than the layer's`() async {
        await #expect(processExitsWith: .failure) {
            let layer = MaxPool1D(inputLength: 4, channels: 1, window: 2)
            layer.forward(
                input: ActivationMatrix(features: 3, capacity: 1), output: ActivationMatrix(features: 2, capacity: 1),
                samples: 1, parameters: FloatBuffer(count: 0).start)
        }
    }

    @Test func `a convolution over less than a window`() async {
        await #expect(processExitsWith: .failure) {
            _ = Convolution1D(
                inputLength: 4, inputChannels: 1, outputChannels: 1, window: 5, activation: .identity)
        }
    }

    @Test func `an optimizer for other parameters`() async {
        await #expect(processExitsWith: .failure) {
            Adam(.init(), parameterCount: 3)
                .step(parameters: FloatBuffer(count: 4), gradients: FloatBuffer(count: 4))
        }
    }
}
