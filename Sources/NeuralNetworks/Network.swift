/// A chain of layers with its parameters and all the memory that a batch needs.
///
/// Everything is allocated once. A network is used by one thread at a time.
public final class Network {
    /// The layers, from the input on.
    public let layers: [any Layer]
    /// The largest number of samples of a batch.
    public let batchCapacity: Int
    /// The parameters of all layers, one after the other.
    public let parameters: FloatBuffer
    /// The gradients of all parameters, after ``backward(samples:)``.
    public let gradients: FloatBuffer

    let offsets: [Int]
    let activations: [ActivationMatrix]
    let activationGradients: [ActivationMatrix]
    /// The layers that are convolutions along a signal.
    let convolutions: [Convolution1D?]
    /// How many positions of each layer's output are there, while convolutions work hand in hand.
    var positionsReached: [Int]
    private let scratch: FloatBuffer
    private let scratchOffsets: [Int]

    /// Allocates a network whose parameters are zero.
    ///
    /// - Parameters:
    ///   - layers: The layers; each takes what the one before it gives.
    ///   - batchCapacity: The largest number of samples of a batch.
    public init(layers: [any Layer], batchCapacity: Int) {
        precondition(!layers.isEmpty, "a network without layers")
        for (layer, next) in zip(layers, layers.dropFirst()) {
            precondition(
                layer.outputFeatures == next.inputFeatures,
                "a layer of \(layer.outputFeatures) outputs before one of \(next.inputFeatures) inputs")
        }
        self.layers = layers
        self.batchCapacity = batchCapacity
        var offsets: [Int] = []
        var count = 0
        for layer in layers {
            offsets.append(count)
            count += layer.parameterCount
        }
        self.offsets = offsets
        parameters = FloatBuffer(count: count)
        gradients = FloatBuffer(count: count)
        convolutions = layers.map { $0 as? Convolution1D }
        positionsReached = Array(repeating: 0, count: layers.count)
        var scratchOffsets = [0]
        for layer in layers {
            // Each layer's scratch begins on a cache line.
            let count = (layer.scratchCount(batchCapacity: batchCapacity) + 15) / 16 * 16
            scratchOffsets.append((scratchOffsets.last ?? 0) + count)
        }
        self.scratchOffsets = scratchOffsets
        scratch = FloatBuffer(count: scratchOffsets.last ?? 0)
        let widths = [layers[0].inputFeatures] + layers.map(\.outputFeatures)
        // What stands between two layers that work group by group is grouped.
        let isGroupwise = layers.map { $0 is any GroupwiseLayer }
        let isGrouped = [false] + zip(isGroupwise, isGroupwise.dropFirst()).map { $0 && $1 } + [false]
        activations = zip(widths, isGrouped).map {
            ActivationMatrix(features: $0, capacity: batchCapacity, isGrouped: $1)
        }
        activationGradients = activations.dropFirst().map {
            ActivationMatrix(features: $0.features, capacity: batchCapacity, isGrouped: $0.isGrouped)
        }
    }

    /// Where a batch's inputs are written, features x samples, before ``forward(samples:)``.
    public var input: ActivationMatrix { activations[0] }

    /// Where ``forward(samples:)`` leaves the outputs.
    public var output: ActivationMatrix { activations[layers.count] }

    /// Where the gradient of the loss with respect to the outputs is written before ``backward(samples:)``.
    public var outputGradient: ActivationMatrix { activationGradients[layers.count - 1] }

    /// Computes the outputs of the batch that stands in ``input``.
    ///
    /// - Parameter samples: The number of samples of the batch, from one to ``batchCapacity``.
    public func forward(samples: Int) {
        input.clearPadding(samples: samples)
        var index = 0
        while index < layers.count {
            let chain = convolutionChain(from: index)
            if chain.isEmpty {
                layers[index].forward(
                    input: activations[index], output: activations[index + 1], samples: samples,
                    parameters: parameters(of: index))
                index += 1
            } else {
                forward(chain, samples: samples)
                index = chain.upperBound
            }
        }
    }

    /// Computes ``gradients`` from ``outputGradient``, after ``forward(samples:)`` with the same batch.
    ///
    /// - Parameter samples: The number of samples of the batch.
    public func backward(samples: Int) {
        outputGradient.clearPadding(samples: samples)
        var index = layers.count - 1
        while index >= 0 {
            let chain = convolutionChain(endingWith: index)
            if chain.isEmpty {
                layers[index].backward(
                    pass(of: index), samples: samples, parameters: parameters(of: index),
                    parameterGradients: gradients.start + offsets[index], scratch: scratch(of: index))
                index -= 1
            } else {
                backward(chain, samples: samples)
                index = chain.lowerBound - 1
            }
        }
    }

    /// What a layer's backward pass reads and writes.
    func pass(of index: Int) -> BackwardPass {
        BackwardPass(
            input: activations[index], output: activations[index + 1], outputGradient: activationGradients[index],
            inputGradient: index > 0 ? activationGradients[index - 1] : nil)
    }

    /// A layer's slice of the parameter vector.
    func parameters(of index: Int) -> UnsafePointer<Float> {
        UnsafePointer(parameters.start + offsets[index])
    }

    /// A layer's scratch.
    func scratch(of index: Int) -> UnsafeMutablePointer<Float> {
        scratch.start + scratchOffsets[index]
    }

    /// Every block of parameters with its place in the parameter vector, named `LAYER.BLOCK` as `2.weight`.
    public var namedBlocks: [(name: String, block: ParameterBlock, range: Range<Int>)] {
        zip(layers.indices, offsets).flatMap { index, offset in
            var start = offset
            return layers[index].parameters.map { block in
                defer { start += block.count }
                return (name: "\(index).\(block.name)", block: block, range: start..<start + block.count)
            }
        }
    }
}
