import NeuralNetworks
import Testing

@Suite struct DenseTests {
    static let widths = [1, 2, 3, 7, 32, 33, 150]

    /// Sums of integers have one value in `Float` and in `Double`, so that nothing may differ.
    @Test(arguments: widths, widths) func `equals the naive product for integers`(inputs: Int, outputs: Int) {
        for (index, samples) in batchSizes.enumerated() {
            let layer = Dense(
                inputs: inputs, outputs: outputs, activation: index % 2 == 0 ? .rectifier : .identity,
                hasBias: index % 3 > 0)
            let batch = Batch(.integers, for: layer, samples: samples, stream: index)
            let difference = layer.results(batch).firstDifference(from: layer.naive.results(batch))
            #expect(difference == nil, "\(layer), \(samples) samples")
        }
    }

    @Test(arguments: [1, 7, 216], [1, 4, 192])
    func `is within the bound of rounding of the naive product`(inputs: Int, outputs: Int) {
        let layer = Dense(inputs: inputs, outputs: outputs, activation: .identity)
        let batch = Batch(.reals, for: layer, samples: 40, stream: 1)
        let bounds = layer.naive.results(batch.magnitudes).bounds(
            outputTerms: inputs + 1, inputGradientTerms: outputs, parameterGradientTerms: batch.samples)
        let difference = layer.results(batch).firstDifference(from: layer.naive.results(batch), within: bounds)
        #expect(difference == nil, "\(layer)")
    }

    @Test func `the rectifier passes no gradient at a sum of zero`() {
        let layer = Dense(inputs: 1, outputs: 3, activation: .rectifier)
        let results = layer.results(
            Batch(inputs: [[1]], outputGradients: [[1, 1, 1]], parameters: [-2, 2, 3, 1, -2, -2]))
        #expect(results.outputs == [[0, 0, 1]])
        #expect(results.inputGradients == [[3]])
        #expect(results.parameterGradients == [0, 0, 1, 0, 0, 1])
    }

    @Test func `has the parameters that its definition says`() {
        let layer = Dense(inputs: 5, outputs: 3, activation: .identity)
        #expect(layer.parameters.map(\.name) == ["weight", "bias"])
        #expect(layer.parameters.map(\.shape) == [[3, 5], [3]])
        #expect(layer.parameters.map(\.role) == [.weight(fanIn: 5, fanOut: 3), .bias])
        #expect(layer.parameterCount == 18)
    }
}
