import Foundation
import NeuralNetworks
import Testing

/// The kernels of every set of instructions add in the order of the committed records, and so give their bits.
@Suite struct SumOrderTests {
    /// The layers of both networks of the paper in small, and shapes with outputs and terms left over.
    static let shapes: [Convolution1D] = [
        layer(inputs: 1, outputs: 32, window: 8, stride: 8, positions: 5),
        layer(inputs: 32, outputs: 32, window: 5, stride: 5, positions: 2),
        layer(inputs: 1, outputs: 3, window: 5, stride: 1, positions: 40),
        layer(inputs: 3, outputs: 6, window: 4, stride: 1, positions: 18),
        layer(inputs: 6, outputs: 12, window: 5, stride: 1, positions: 7),
        layer(inputs: 12, outputs: 24, window: 4, stride: 1, positions: 3),
        layer(inputs: 2, outputs: 7, window: 3, stride: 2, positions: 35, padding: .same),
        layer(inputs: 1, outputs: 1, window: 2, stride: 3, positions: 4),
        layer(inputs: 5, outputs: 14, window: 3, stride: 1, positions: 2, padding: .same),
        // Many positions of many terms, of which the tiles take some at a time.
        layer(inputs: 16, outputs: 13, window: 5, stride: 1, positions: 19),
        // Clipped windows of seven terms, which have more partial sums than whole ones of eight.
        Convolution1D(
            inputLength: 46, inputChannels: 1, outputChannels: 32, window: 8, stride: 8, padding: .same,
            activation: .rectifier),
    ]

    private static func layer(
        inputs: Int, outputs: Int, window: Int, stride: Int, positions: Int, padding: Convolution1D.Padding = .valid
    ) -> Convolution1D {
        Convolution1D(
            inputLength: (positions - 1) * stride + window, inputChannels: inputs, outputChannels: outputs,
            window: window, stride: stride, padding: padding, activation: .rectifier)
    }

    @Test(arguments: InstructionSet.available, shapes.indices)
    func `adds in the order of the records`(instructions: InstructionSet, index: Int) {
        var layer = Self.shapes[index]
        layer.instructions = instructions
        let batch = Batch(.reals, for: layer, samples: [40, 64, 7][index % 3], stream: index)
        #expect(layer.results(batch) == OrderedConvolution(layer: layer, batch: batch).results())
    }

    /// Around the borders of what kernels take at a time: 32 columns, and tiles of 3 or 12 rows.
    ///
    /// Some are layers of the networks of the paper and of HyperAE.
    static let denseShapes: [(inputs: Int, outputs: Int)] = [
        (32, 4), (150, 4), (4, 198), (198, 36), (1, 1), (1, 70), (31, 32), (32, 31), (33, 13), (64, 25), (13, 13),
        (20, 70),
    ]

    @Test(arguments: InstructionSet.available, denseShapes.indices)
    func `dense layers add from the first to the last`(instructions: InstructionSet, index: Int) {
        let shape = Self.denseShapes[index]
        var layer = Dense(
            inputs: shape.inputs, outputs: shape.outputs, activation: index % 3 == 1 ? .identity : .rectifier,
            hasBias: index % 4 < 3)
        layer.instructions = instructions
        let batch = Batch(.reals, for: layer, samples: [64, 7, 33, 40][index % 4], stream: index)
        #expect(layer.results(batch) == OrderedDense(layer: layer, batch: batch).results())
    }

    /// Blocks of positions, and convolutions that work hand in hand, change no bit.
    @Test(arguments: InstructionSet.available, [2040, 2150])
    func `a chain of convolutions is each of them alone`(instructions: InstructionSet, points: Int) {
        var layers: [any Layer] = []
        var (length, channels) = (points, 1)
        for (filters, window) in [(32, 8), (32, 5), (7, 3)] {
            var layer = Convolution1D(
                inputLength: length, inputChannels: channels, outputChannels: filters, window: window,
                stride: window, padding: .same, activation: .rectifier)
            layer.instructions = instructions
            layers.append(layer)
            (length, channels) = (layer.outputLength, filters)
        }
        let network = Network(layers: layers, batchCapacity: 128)
        let batch = Batch(.reals, for: network, samples: 100, stream: 1)
        let chain = network.results(batch)

        var inputs = [batch.inputs]
        let slices =
            network.namedBlocks.filter { $0.name.hasSuffix("weight") }.map(\.range.lowerBound)
            + [batch.parameters.count]
        func results(_ index: Int, gradients: [[Float]]) -> BatchResults<Float> {
            layers[index].results(
                Batch(
                    inputs: inputs[index], outputGradients: gradients,
                    parameters: Array(batch.parameters[slices[index]..<slices[index + 1]])))
        }
        for index in layers.indices {
            let none = Array(repeating: Array(repeating: Float(0), count: layers[index].outputFeatures), count: 100)
            inputs.append(results(index, gradients: none).outputs)
        }
        #expect(chain.outputs == inputs.last)
        var gradients = batch.outputGradients
        for index in layers.indices.reversed() {
            let alone = results(index, gradients: gradients)
            #expect(
                Array(chain.parameterGradients[slices[index]..<slices[index + 1]]) == alone.parameterGradients,
                "layer \(index)")
            gradients = alone.inputGradients
        }
    }

    @Test func `the largest set is used where no variable names another`() {
        let name = ProcessInfo.processInfo.environment[InstructionSet.variable]
        #expect(InstructionSet.chosen == InstructionSet.available.first { $0.rawValue == name } ?? .available.last)
        #expect(InstructionSet.available.first == .baseline)
    }

    @Test func `a set that is not there is refused with those that are`() {
        let variable = InstructionSet.variable
        #expect(InstructionSet.refusal(environment: [:]) == nil)
        #expect(InstructionSet.refusal(environment: [variable: "baseline"]) == nil)
        let known = InstructionSet.available.map(\.rawValue).joined(separator: ", ")
        #expect(
            InstructionSet.refusal(environment: [variable: "sse"])
                == "\(variable)=sse: this processor's sets of instructions are \(known)")
    }
}
