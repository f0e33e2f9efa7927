import NeuralNetworks
import NumericalMethods
import ProportionInference
import Testing

@testable import DiffractionField

struct StridedDenseCNNTests {
    /// 2040 points are 255 windows of 8, 51 of 5 and 17 of 3; each of the 17 x 64 features has weights of its own.
    @Test(arguments: [1, 4, 7]) func hasTheNumberOfParametersOfItsDefinition(classes: Int) throws {
        let layers = try Architecture.stridedDenseCNN.layers(inputLength: 2040, classes: classes)
        let count = layers.reduce(0) { $0 + $1.parameterCount }
        let convolutions = (8 * 32 + 32) + (5 * 32 * 48 + 48) + (3 * 48 * 64 + 64)
        #expect(count == convolutions + (17 * 64 * 128 + 128) + (128 * classes + classes))
        #expect(layers.last?.outputFeatures == classes)
    }

    /// The same line at another place gives other outputs, which the mean over positions would hardly tell apart.
    @Test func knowsWhereALineStands() throws {
        func difference(_ architecture: Architecture) throws -> Float {
            let network = Network(layers: try architecture.layers(inputLength: 2040, classes: 4), batchCapacity: 2)
            for index in 0..<network.parameters.count {
                network.parameters.start[index] = Float(index * 37 % 101) / 500 - 0.1
            }
            // Two lines, whole windows of all three convolutions apart.
            var signals = Matrix<Float>(rows: 2, columns: 2040, repeating: 0)
            signals[0, 600] = 1
            signals[1, 1200] = 1
            network.loadInput(signals, rows: [0, 1])
            network.forward(samples: 2)
            return abs(network.output.scalars[0] - network.output.scalars[1])
        }
        #expect(try difference(.oviedoCNN) < 1e-5)
        #expect(try difference(.stridedDenseCNN) > 1e-4)
    }

    @Test(arguments: [0, 1, 7]) func isNoneForLessThanAWindow(points: Int) {
        #expect(throws: SignalTooShort(architecture: "strided-dense", points: points)) {
            try Architecture.stridedDenseCNN.layers(inputLength: points, classes: 4)
        }
    }
}
