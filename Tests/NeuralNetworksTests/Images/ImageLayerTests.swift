import NeuralNetworks
import Testing

@Suite struct ImageLayerTests {
    private static func shape(_ rows: Int, _ columns: Int, _ channels: Int) -> FeatureShape {
        FeatureShape(rows: rows, columns: columns, channels: channels)
    }

    /// Odd and even sizes around the tiles of four, and numbers of channels around vectors of eight.
    static let layers: [any ImageLayer] =
        [
            (2, 2, 1, 1), (2, 3, 2, 3), (3, 2, 4, 4), (4, 4, 3, 8), (5, 4, 2, 9), (7, 5, 3, 5), (5, 7, 9, 3),
            (6, 9, 2, 2), (8, 8, 1, 4), (9, 13, 2, 3), (11, 10, 3, 1),
        ].map { Convolution3x3(input: shape($0.0, $0.1, $0.2), outputChannels: $0.3) } as [any ImageLayer]
        // Strips of one row of tiles, and of two and one
        + [(13, 9, 3, 5, 1), (21, 7, 2, 9, 4)].map {
            Convolution3x3(input: shape($0.0, $0.1, $0.2), outputChannels: $0.3, tilesPerStrip: $0.4)
        }
        + [
            (2, 2, 1, 1, 2), (7, 5, 3, 5, 2), (5, 7, 4, 9, 2), (6, 8, 3, 3, 2), (9, 4, 2, 3, 2), (7, 5, 3, 5, 1),
            (8, 7, 2, 3, 3),
        ].map { StridedConvolution3x3(input: shape($0.0, $0.1, $0.2), outputChannels: $0.3, stride: $0.4) }
        // Even and odd numbers of rows and columns, with tiles of three that end at the border and behind it
        + [
            (2, 2, 1, 4, 4, 1), (2, 2, 3, 3, 3, 2), (2, 3, 9, 4, 5, 3), (3, 2, 2, 5, 4, 9), (4, 5, 3, 8, 9, 4),
            (5, 6, 2, 10, 12, 3), (7, 8, 1, 13, 16, 2), (5, 7, 2, 10, 13, 3),
        ].map {
            DoubledConvolution3x3(input: shape($0.0, $0.1, $0.2), output: shape($0.3, $0.4, $0.5)) as any ImageLayer
        }
        // Strips of one row of tiles, and of two and one
        + [(7, 4, 3, 14, 7, 5, 1), (8, 5, 2, 16, 10, 9, 4)].map {
            DoubledConvolution3x3(
                input: shape($0.0, $0.1, $0.2), output: shape($0.3, $0.4, $0.5), tilesPerStrip: $0.6)
        }
        + [(2, 2, 1, 4, 3), (4, 5, 3, 8, 9), (7, 6, 9, 13, 12)].map {
            DoubledNormalization(input: shape($0.0, $0.1, $0.2), doubled: shape($0.3, $0.4, $0.2))
        }
        + [
            Convolution1x1(input: shape(7, 5, 3), outputChannels: 5, hasBias: false),
            Convolution1x1(input: shape(1, 1, 9), outputChannels: 4, hasBias: true),
            Convolution1x1(input: shape(5, 7, 12), outputChannels: 3, hasBias: true),
            ChannelNormalization(shape: shape(7, 5, 3)),
            ChannelNormalization(shape: shape(7, 5, 9), negativeSlope: 0.2),
            // More pixels than one run of sums
            ChannelNormalization(shape: shape(13, 21, 2), negativeSlope: 0.2),
            ChannelSoftmax(shape: shape(7, 5, 4)),
            ChannelSoftmax(shape: shape(3, 2, 1)),
            ChannelSoftmax(shape: shape(3, 2, 9)),
        ]

    /// Winograd's convolution loses more than a plain sum: some 10⁻⁶ of the largest entry, and more with
    /// more channels.
    @Test(arguments: layers.indices) func `the output equals the naive layer's`(index: Int) {
        let layer = Self.layers[index]
        let trial = ImageTrial(layer, stream: index)
        let expected = layer.naive.forward(trial.input.map(Double.init), trial.parameters.map(Double.init))
        let difference = relativeDifference(layer.results(trial).output, expected)
        #expect(difference <= 3e-6, "\(layer)")
    }

    @Test(arguments: layers.indices) func `gradients are those of central differences`(index: Int) {
        let layer = Self.layers[index]
        let trial = ImageTrial(layer, stream: index)
        let results = layer.results(trial)
        let expected = layer.differences(trial)
        #expect(relativeDifference(results.inputGradient, expected.input) <= 1e-5, "\(layer)")
        #expect(relativeDifference(results.parameterGradients, expected.parameters) <= 1e-5, "\(layer)")
    }

    @Test(arguments: layers.indices) func `the number of threads changes no bit`(index: Int) {
        let layer = Self.layers[index]
        let trial = ImageTrial(layer, stream: index)
        let single = layer.results(trial)
        #expect(layer.results(trial, threads: 2) == single)
        #expect(layer.results(trial, threads: 5) == single)
    }

    /// For layers that are linear in input and parameters, ⟨r, y⟩ = ⟨∂⟨r, y⟩/∂x, x⟩ = ⟨∂⟨r, y⟩/∂W, W⟩.
    @Test(
        arguments: [
            Convolution3x3(input: shape(61, 47, 36), outputChannels: 40),
            Convolution3x3(input: shape(61, 47, 36), outputChannels: 40, tilesPerStrip: 60),
            DoubledConvolution3x3(input: shape(31, 23, 36), output: shape(61, 46, 40), tilesPerStrip: 30),
            StridedConvolution3x3(input: shape(61, 47, 4), outputChannels: 32, stride: 2),
            Convolution1x1(input: shape(61, 47, 70), outputChannels: 33, hasBias: false),
        ] as [any ImageLayer]) func `a large layer is linear and its gradients are its transposes`(
            layer: any ImageLayer
        )
    {
        let trial = ImageTrial(layer, stream: 1)
        let results = layer.results(trial, threads: 2)
        let expected = layer.naive.forward(trial.input.map(Double.init), trial.parameters.map(Double.init))
        #expect(relativeDifference(results.output, expected) <= 1e-5)
        func product(_ a: [Float], _ b: [Float]) -> Double { zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
        let whole = product(trial.outputGradient, results.output)
        let scale = product(results.output, results.output)
        #expect(abs(product(results.inputGradient, trial.input) - whole) <= 1e-6 * scale)
        #expect(abs(product(results.parameterGradients, trial.parameters) - whole) <= 1e-6 * scale)
    }

    @Test func `normalized channels have mean zero and variance one, far from zero too`() {
        let layer = ChannelNormalization(shape: Self.shape(40, 25, 3))
        var trial = ImageTrial(layer, stream: 1)
        trial.parameters = [1, 1, 1, 0, 0, 0]
        trial.input = trial.input.map { 1000 + $0 }
        let output = layer.results(trial).output.map(Double.init)
        for channel in 0..<3 {
            let values = (0..<1000).map { output[3 * $0 + channel] }
            let mean = values.reduce(0, +) / 1000
            #expect(abs(mean) <= 1e-3)
            #expect(abs(values.reduce(0) { $0 + $1 * $1 } / 1000 - 1) <= 1e-3)
        }
    }

    @Test func `the softmax of large entries is finite and sums to one`() {
        let layer = ChannelSoftmax(shape: Self.shape(1, 2, 3))
        var trial = ImageTrial(layer, stream: 1)
        trial.input = [1000, 0, 1000, -1000, -1000, -2000]
        #expect(layer.results(trial).output == [0.5, 0, 0.5, 0.5, 0.5, 0])
    }

    @Test func `layers have the parameters that their definitions say`() {
        let shape = Self.shape(6, 6, 5)
        #expect(Convolution3x3(input: shape, outputChannels: 7).parameters.map(\.shape) == [[3, 3, 5, 7]])
        #expect(
            StridedConvolution3x3(input: shape, outputChannels: 7, stride: 2).parameters.map(\.role)
                == [.weight(fanIn: 45, fanOut: 63)])
        #expect(Convolution1x1(input: shape, outputChannels: 7, hasBias: true).parameterCount == 42)
        #expect(ChannelNormalization(shape: shape).parameters.map(\.role) == [.constant(1), .constant(0)])
    }
}
