import NeuralNetworks
import Testing

@Suite struct GlobalAveragePoolTests {
    /// Means of integers over powers of two are exact.
    @Test(arguments: [1, 2, 16], [1, 3, 32]) func `equals the naive mean for integers`(length: Int, channels: Int) {
        for (index, samples) in batchSizes.enumerated() {
            let layer = GlobalAveragePool1D(inputLength: length, channels: channels)
            let batch = Batch(.integers, for: layer, samples: samples, stream: index)
            let difference = layer.results(batch).firstDifference(from: layer.naive.results(batch))
            #expect(difference == nil, "\(layer), \(samples) samples")
        }
    }

    /// Two roundings come on top of those of the sum: of the share 1/L, and of the product with it.
    @Test(arguments: [3, 17, 269]) func `is within the bound of rounding of the naive mean`(length: Int) {
        let layer = GlobalAveragePool1D(inputLength: length, channels: 3)
        let batch = Batch(.reals, for: layer, samples: 40, stream: 1)
        let bounds = layer.naive.results(batch.magnitudes).bounds(
            outputTerms: length + 2, inputGradientTerms: 2, parameterGradientTerms: 0)
        let difference = layer.results(batch).firstDifference(from: layer.naive.results(batch), within: bounds)
        #expect(difference == nil, "\(layer)")
    }
}
