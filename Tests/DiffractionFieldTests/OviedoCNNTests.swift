import NeuralNetworks
import PowderDiffraction
import ProportionInference
import Testing

struct OviedoCNNTests {
    @Test(arguments: [8, 9, 291, 2040, 2150], [1, 4, 7])
    func hasTheNumberOfParametersOfItsDefinition(points: Int, classes: Int) throws {
        let layers = try Architecture.oviedoCNN.layers(inputLength: points, classes: classes)
        let count = layers.reduce(0) { $0 + $1.parameterCount }
        #expect(count == (32 * 8 + 32) + (32 * 5 * 32 + 32) + (32 * 3 * 32 + 32) + (32 * classes + classes))
        #expect(layers.first?.inputFeatures == points)
        #expect(layers.last?.outputFeatures == classes)
    }

    /// 2150 points are 269 windows of 8, 54 of 5 and 18 of 3, the last ones not whole.
    @Test func isThePublishedChain() throws {
        let layers = try Architecture.oviedoCNN.layers(inputLength: 2150, classes: 4)
        try #require(layers.count == 5)
        let convolutions = layers.compactMap { $0 as? Convolution1D }
        #expect(convolutions.map(\.window) == [8, 5, 3])
        #expect(convolutions.map(\.stride) == [8, 5, 3])
        #expect(convolutions.map(\.inputChannels) == [1, 32, 32])
        #expect(convolutions.map(\.outputChannels) == [32, 32, 32])
        #expect(convolutions.map(\.outputLength) == [269, 54, 18])
        #expect(convolutions.allSatisfy { $0.padding == .same && $0.activation == .rectifier })
        let mean = try #require(layers[3] as? GlobalAveragePool1D)
        #expect(mean.inputLength == 18 && mean.channels == 32)
        #expect((layers[4] as? Dense)?.activation == .identity)
        #expect(Network(layers: layers, batchCapacity: 2).output.features == 4)
    }

    @Test(arguments: [0, 1, 7]) func isNoneForLessThanAWindow(points: Int) {
        #expect(throws: SignalTooShort(architecture: "oviedo-acnn", points: points)) {
            try Architecture.oviedoCNN.layers(inputLength: points, classes: 4)
        }
    }
}
