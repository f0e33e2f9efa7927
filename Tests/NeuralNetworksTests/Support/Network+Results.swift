import NeuralNetworks

/// Every kind of layer, with a window that its stride passes over and a pooling that drops a position.
let smallChain: [any Layer] = [
    Convolution1D(inputLength: 23, inputChannels: 1, outputChannels: 3, window: 3, activation: .rectifier),
    MaxPool1D(inputLength: 21, channels: 3, window: 2),
    Convolution1D(
        inputLength: 10, inputChannels: 3, outputChannels: 4, window: 4, stride: 2, activation: .rectifier),
    Dense(inputs: 16, outputs: 7, activation: .rectifier),
    Dense(inputs: 7, outputs: 3, activation: .identity),
]

extension Network {
    /// Runs the network forwards and backwards over a batch; the input's gradient is never computed.
    func results(_ batch: Batch) -> BatchResults<Float> {
        parameters.replace(with: batch.parameters)
        input.write(batch.inputs)
        forward(samples: batch.samples)
        let outputs = output.read(samples: batch.samples)
        outputGradient.write(batch.outputGradients)
        backward(samples: batch.samples)
        return BatchResults(outputs: outputs, inputGradients: [], parameterGradients: gradients.copy())
    }
}
