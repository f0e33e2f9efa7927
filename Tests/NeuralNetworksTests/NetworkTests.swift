import NeuralNetworks
import Testing

@Suite struct NetworkTests {
    /// A few hundred roundings at u = 6·10⁻⁸ of numbers of about 10 leave 10⁻⁵ of the largest number of a kind at most.
    @Test(arguments: batchSizes) func `a chain equals the naive chain`(samples: Int) throws {
        let network = Network(layers: smallChain, batchCapacity: 128)
        let batch = Batch(.reals, for: network, samples: samples, stream: samples)
        var expected = NaiveChain(smallChain).results(batch)
        expected.inputGradients = []
        var tolerance = expected
        let largestOutput = try #require(expected.outputs.joined().map(abs).max())
        let largestGradient = try #require(expected.parameterGradients.map(abs).max())
        #expect(largestOutput > 0.1 && largestGradient > 0.1)
        tolerance.outputs = expected.outputs.map { $0.map { _ in 1e-5 * largestOutput } }
        tolerance.parameterGradients = expected.parameterGradients.map { _ in 1e-5 * largestGradient }
        #expect(network.results(batch).firstDifference(from: expected, within: tolerance) == nil)
    }

    @Test(arguments: [1, 8, 31, 32, 33, 127]) func `a larger batch before leaves nothing behind`(samples: Int) {
        let used = Network(layers: smallChain, batchCapacity: 128)
        let batch = Batch(.reals, for: used, samples: 128, stream: 5)
        _ = used.results(batch)
        let small = batch.prefix(samples)
        #expect(used.results(small) == Network(layers: smallChain, batchCapacity: 128).results(small))
    }

    @Test func `a batch that diverged leaves nothing behind`() {
        let used = Network(layers: smallChain, batchCapacity: 128)
        let batch = Batch(.reals, for: used, samples: 128, stream: 6)
        var diverged = batch
        diverged.parameters = diverged.parameters.map { _ in .nan }
        #expect(used.results(diverged).outputs[0][0].isNaN)
        let small = batch.prefix(8)
        #expect(used.results(small) == Network(layers: smallChain, batchCapacity: 128).results(small))
    }

    @Test func `what the caller leaves in the padding takes no part`() {
        let network = Network(layers: smallChain, batchCapacity: 64)
        let batch = Batch(.reals, for: network, samples: 33, stream: 7)
        let clean = network.results(batch)
        network.input.fill(with: .nan)
        network.outputGradient.fill(with: .nan)
        #expect(network.results(batch) == clean)
    }

    /// Other capacities change where rows lie, and nothing else.
    @Test(arguments: [33, 64, 200]) func `results do not depend on the capacity`(capacity: Int) {
        let network = Network(layers: smallChain, batchCapacity: capacity)
        let batch = Batch(.reals, for: network, samples: 33, stream: 8)
        #expect(network.results(batch) == Network(layers: smallChain, batchCapacity: 128).results(batch))
    }

    @Test func `blocks are named, in order, and fill the parameter vector`() {
        let network = Network(layers: smallChain, batchCapacity: 1)
        let blocks = network.namedBlocks
        #expect(
            blocks.map(\.name) == [
                "0.weight", "0.bias", "2.weight", "2.bias", "3.weight", "3.bias", "4.weight", "4.bias",
            ])
        #expect(
            blocks.map(\.block.shape) == [[3, 3, 1], [3], [4, 4, 3], [4], [7, 16], [7], [3, 7], [3]])
        #expect(blocks.map(\.range) == [0..<9, 9..<12, 12..<60, 60..<64, 64..<176, 176..<183, 183..<204, 204..<207])
        #expect(network.parameters.count == 207)
        #expect(network.gradients.count == 207)
    }

    @Test func `a new network is all zeros`() {
        let network = Network(layers: smallChain, batchCapacity: 40)
        #expect(network.batchCapacity == 40)
        #expect(network.parameters.copy().allSatisfy { $0 == 0 })
        #expect(network.input.read(samples: 40).joined().allSatisfy { $0 == 0 })
        #expect(network.input.features == 23)
        #expect(network.output.features == 3)
        #expect(network.outputGradient.features == 3)
    }
}
