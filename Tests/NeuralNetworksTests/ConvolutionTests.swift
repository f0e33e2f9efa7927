import NeuralNetworks
import Testing

@Suite struct ConvolutionTests {
    static let channels = [1, 2, 3, 4, 6, 7, 32]

    /// Windows of 1 to 8 with strides below, at and above them, over lengths of one window and more, filled or not.
    static func shapes(inputs: Int, outputs: Int) -> [Convolution1D] {
        var shapes: [Convolution1D] = []
        for window in 1...8 {
            for stride in [1, 2, 3, 8] {
                for length in [window, window + 3 * stride - 1, window + 5 * stride + stride / 2] {
                    shapes.append(
                        Convolution1D(
                            inputLength: length, inputChannels: inputs, outputChannels: outputs, window: window,
                            stride: stride, activation: shapes.count % 2 == 0 ? .rectifier : .identity))
                }
            }
        }
        return shapes
    }

    /// Sums of integers have one value in `Float` and in `Double`, so that nothing may differ.
    @Test(arguments: channels, channels)
    func `equals the naive convolution for integers`(inputs: Int, outputs: Int) {
        for (index, layer) in Self.shapes(inputs: inputs, outputs: outputs).enumerated() {
            let samples = batchSizes[(index + inputs + outputs) % batchSizes.count]
            let batch = Batch(.integers, for: layer, samples: samples, stream: index)
            let difference = layer.results(batch).firstDifference(from: layer.naive.results(batch))
            #expect(difference == nil, "\(layer), \(samples) samples")
        }
    }

    @Test(arguments: [1, 3, 7, 32], [1, 4, 32])
    func `is within the bound of rounding of the naive convolution`(inputs: Int, outputs: Int) {
        for (window, stride) in [(1, 1), (5, 1), (4, 3), (8, 8)] {
            let layer = Convolution1D(
                inputLength: window + 7 * stride + stride / 2, inputChannels: inputs, outputChannels: outputs,
                window: window, stride: stride, activation: .identity)
            let batch = Batch(.reals, for: layer, samples: 40, stream: 1)
            let bounds = layer.naive.results(batch.magnitudes).bounds(
                outputTerms: window * inputs + 1, inputGradientTerms: window * outputs,
                parameterGradientTerms: layer.outputLength * batch.samples)
            let difference = layer.results(batch).firstDifference(
                from: layer.naive.results(batch), within: bounds)
            #expect(difference == nil, "\(layer)")
        }
    }

    @Test func `has the parameters and the positions that its definition says`() {
        let layer = Convolution1D(
            inputLength: 20, inputChannels: 3, outputChannels: 6, window: 4, stride: 3, activation: .identity)
        #expect(layer.outputLength == 6)
        #expect(layer.inputFeatures == 60)
        #expect(layer.outputFeatures == 36)
        #expect(layer.parameters.map(\.name) == ["weight", "bias"])
        #expect(layer.parameters.map(\.shape) == [[6, 4, 3], [6]])
        #expect(layer.parameters.map(\.role) == [.weight(fanIn: 12, fanOut: 24), .bias])
        #expect(layer.parameterCount == 78)
    }
}
