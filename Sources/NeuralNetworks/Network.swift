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

    private let offsets: [Int]
    private let activations: [ActivationMatrix]
    private let activationGradients: [ActivationMatrix]
    private let scratch: FloatBuffer

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
        scratch = FloatBuffer(count: layers.map(\.scratchCount).max() ?? 0)
        let widths = [layers[0].inputFeatures] + layers.map(\.outputFeatures)
        activations = widths.map { ActivationMatrix(features: $0, capacity: batchCapacity) }
        activationGradients = widths.dropFirst().map { ActivationMatrix(features: $0, capacity: batchCapacity) }
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
        for (index, layer) in layers.enumerated() {
            layer.forward(
                input: activations[index], output: activations[index + 1], samples: samples,
                parameters: parameters.start + offsets[index])
        }
    }

    /// Computes ``gradients`` from ``outputGradient``, after ``forward(samples:)`` with the same batch.
    ///
    /// - Parameter samples: The number of samples of the batch.
    public func backward(samples: Int) {
        outputGradient.clearPadding(samples: samples)
        for (index, layer) in layers.enumerated().reversed() {
            let pass = BackwardPass(
                input: activations[index], output: activations[index + 1], outputGradient: activationGradients[index],
                inputGradient: index > 0 ? activationGradients[index - 1] : nil)
            layer.backward(
                pass, samples: samples, parameters: parameters.start + offsets[index],
                parameterGradients: gradients.start + offsets[index], scratch: scratch.start)
        }
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
