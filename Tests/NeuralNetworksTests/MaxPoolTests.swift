import NeuralNetworks
import Testing

@Suite struct MaxPoolTests {
    /// Integers from -3 to 3 make many equal maxima; lengths between multiples of the window leave a tail.
    @Test(arguments: [1, 2, 3, 24], [1, 2, 3, 5])
    func `equals naive pooling`(channels: Int, window: Int) {
        for (index, samples) in batchSizes.enumerated() {
            let layer = MaxPool1D(inputLength: window * 3 + index % window, channels: channels, window: window)
            let batch = Batch(.integers, for: layer, samples: samples, stream: index)
            let difference = layer.results(batch).firstDifference(from: layer.naive.results(batch))
            #expect(difference == nil, "\(layer), \(samples) samples")
        }
    }

    @Test(arguments: 0..<3) func `a NaN anywhere in a window is its maximum`(position: Int) {
        let layer = MaxPool1D(inputLength: 3, channels: 1, window: 3)
        var input: [Float] = [1, 2, 3]
        input[position] = .nan
        let outputs = layer.results(Batch(inputs: [input], outputGradients: [[1]], parameters: [])).outputs
        #expect(outputs[0][0].isNaN)
    }
}
