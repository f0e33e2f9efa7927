import CAllocationCount
import NeuralNetworks
import NumericalMethods
import ProportionInference
import Testing

#if DEBUG
    private let isDebugBuild = true
#else
    private let isDebugBuild = false
#endif

/// A training step allocates no memory once everything is there.
@Suite(
    .enabled(if: allocations_are_counted(), "the C library does not let allocations be counted"),
    .disabled(if: isDebugBuild, "a debug build keeps some closures, and what is released has none"))
struct AllocationTests {
    private static let classes = 4
    /// Convolutions that work hand in hand, with clipped windows, and convolutions that are pooled.
    private static let networks: [[any Layer]] = [
        [
            Convolution1D(
                inputLength: 203, inputChannels: 1, outputChannels: 32, window: 8, stride: 8, padding: .same,
                activation: .rectifier),
            Convolution1D(
                inputLength: 26, inputChannels: 32, outputChannels: 8, window: 5, stride: 5, padding: .same,
                activation: .rectifier),
            GlobalAveragePool1D(inputLength: 6, channels: 8),
            Dense(inputs: 8, outputs: classes, activation: .identity),
        ],
        [
            Convolution1D(inputLength: 203, inputChannels: 1, outputChannels: 3, window: 4, activation: .rectifier),
            MaxPool1D(inputLength: 200, channels: 3, window: 2),
            Dense(inputs: 300, outputs: 20, activation: .rectifier),
            Dense(inputs: 20, outputs: classes, activation: .identity),
        ],
    ]

    @Test(arguments: LossCatalog.all.entries.map(\.card.name), networks.indices)
    func `a training step allocates nothing`(loss: String, index: Int) throws {
        let loss = try #require(LossCatalog.all[loss])
        let network = Network(layers: Self.networks[index], batchCapacity: 50)
        let seed = Seed(experiment: "allocations", base: 0)
        network.initialize(.heUniform, outputBias: loss.startingOutputBias(classes: Self.classes), seed: seed)
        let adam = Adam(Adam.Recipe(), parameterCount: network.parameters.count)
        var stream = seed.stream()
        let signals = Matrix(
            rows: 50, columns: 203, elements: (0..<50 * 203).map { _ in stream.uniformFloat() })
        let targets = Matrix(
            rows: 50, columns: Self.classes,
            elements: (0..<50).flatMap { _ in stream.dirichlet(Array(repeating: 1, count: Self.classes)) })
        let rows = Array(0..<50)[...]
        func step() {
            network.loadInput(signals, rows: rows)
            network.forward(samples: rows.count)
            _ = loss.evaluateBatch(
                outputs: network.output.scalars, leadingDimension: network.output.leadingDimension, targets: targets,
                rows: rows.span, gradient: network.outputGradient.scalars, gradientScale: 1 / 50)
            network.backward(samples: rows.count)
            adam.step(parameters: network.parameters, gradients: network.gradients)
        }
        for _ in 0..<3 { step() }
        let before = allocation_count()
        for _ in 0..<3 { step() }
        #expect(allocation_count() - before == 0)
    }

    @Test func `an allocation is counted`() {
        let before = allocation_count()
        let buffer = FloatBuffer(count: 100)
        #expect(allocation_count() > before)
        #expect(buffer.count == 100)
    }
}
