import NeuralNetworks
import Testing

/// Convolutions whose windows reach beyond the signal.
@Suite struct PaddingTests {
    static let channels = [1, 2, 3, 5, 32]

    /// Every length from one position on, with windows of 1 to 8 and strides below, at and above them: whole and clipped
    /// windows, windows clipped at both ends, and signals shorter than a window.
    static func shapes(inputs: Int, outputs: Int) -> [Convolution1D] {
        var shapes: [Convolution1D] = []
        for window in [1, 2, 3, 4, 5, 8] {
            for stride in [1, 2, 3, 5, 8] {
                for length in [1, 2, 3, 4, 7, 8, 9, 16, 21] {
                    shapes.append(
                        Convolution1D(
                            inputLength: length, inputChannels: inputs, outputChannels: outputs, window: window,
                            stride: stride, padding: .same,
                            activation: shapes.count % 2 == 0 ? .rectifier : .identity))
                }
            }
        }
        return shapes
    }

    /// Sums of integers have one value in `Float` and in `Double`, so that nothing may differ.
    @Test(arguments: channels, channels)
    func `equals the naive convolution for integers`(inputs: Int, outputs: Int) {
        for (index, layer) in Self.shapes(inputs: inputs, outputs: outputs).enumerated() {
            let samples = [1, 7, 33, 64][(index + inputs + outputs) % 4]
            let batch = Batch(.integers, for: layer, samples: samples, stream: index)
            let difference = layer.results(batch).firstDifference(from: layer.naive.results(batch))
            #expect(difference == nil, "\(layer), \(samples) samples")
        }
    }

    /// Lengths, windows and strides with the output lengths and paddings that TensorFlow's rules give, worked by hand.
    @Test(arguments: [
        (length: 2040, window: 8, stride: 8, positions: 255, left: 0, right: 0),
        (length: 2150, window: 8, stride: 8, positions: 269, left: 1, right: 1),
        (length: 269, window: 5, stride: 5, positions: 54, left: 0, right: 1),
        (length: 291, window: 8, stride: 8, positions: 37, left: 2, right: 3),
        (length: 9, window: 4, stride: 1, positions: 9, left: 1, right: 2),
        (length: 3, window: 8, stride: 8, positions: 1, left: 2, right: 3),
        (length: 10, window: 1, stride: 8, positions: 2, left: 0, right: 0),
    ])
    func `pads the smaller half on the left`(
        length: Int, window: Int, stride: Int, positions: Int, left: Int, right: Int
    ) {
        let layer = Convolution1D(
            inputLength: length, inputChannels: 1, outputChannels: 1, window: window, stride: stride, padding: .same,
            activation: .identity)
        #expect(layer.outputLength == positions)
        // Over a signal of ones, weights of powers of two tell which of them are met.
        let taps = (0..<window).map { Float(sign: .plus, exponent: $0, significand: 1) }
        let outputs = layer.results(
            Batch(
                inputs: [Array(repeating: 1, count: length)], outputGradients: [Array(repeating: 0, count: positions)],
                parameters: taps + [0])
        ).outputs[0]
        let skipped = taps.prefix(left).reduce(0, +)
        let missed = taps.suffix(right).reduce(0, +)
        #expect(outputs.first == taps.reduce(0, +) - skipped - (positions == 1 ? missed : 0))
        #expect(outputs.last == taps.reduce(0, +) - missed - (positions == 1 ? skipped : 0))
    }

    /// Padding that is nowhere needed changes no bit.
    @Test func `without an edge it is the valid convolution`() {
        func layer(_ padding: Convolution1D.Padding) -> Convolution1D {
            Convolution1D(
                inputLength: 40, inputChannels: 3, outputChannels: 7, window: 5, stride: 5, padding: padding,
                activation: .rectifier)
        }
        let batch = Batch(.reals, for: layer(.valid), samples: 40, stream: 2)
        #expect(layer(.same).results(batch) == layer(.valid).results(batch))
    }

    @Test(arguments: [1, 3, 32]) func `is within the bound of rounding of the naive convolution`(outputs: Int) {
        let layer = Convolution1D(
            inputLength: 53, inputChannels: 32, outputChannels: outputs, window: 5, stride: 5, padding: .same,
            activation: .identity)
        let batch = Batch(.reals, for: layer, samples: 40, stream: 1)
        let bounds = layer.naive.results(batch.magnitudes).bounds(
            outputTerms: 5 * 32 + 1, inputGradientTerms: 5 * outputs,
            parameterGradientTerms: layer.outputLength * batch.samples)
        let difference = layer.results(batch).firstDifference(from: layer.naive.results(batch), within: bounds)
        #expect(difference == nil)
    }
}
