public import NumericalMethods

/// How the weights of a network start; biases start at zero.
///
/// With n inputs feeding an output and m outputs fed by an input:
public enum Initialization: String, Sendable, CaseIterable {
    /// Uniform within ±√(6/n): He et al. 2015, for rectifiers.
    case heUniform = "he-uniform"
    /// Normal of variance 2/n: He et al. 2015, for rectifiers.
    case heNormal = "he-normal"
    /// Uniform within ±√(6/(n + m)): Glorot & Bengio 2010.
    case glorotUniform = "glorot-uniform"
    /// Normal of variance 2/(n + m): Glorot & Bengio 2010.
    case glorotNormal = "glorot-normal"
    /// Uniform within ±1/√n, PyTorch's default, for biases too.
    case fanInUniform = "fan-in-uniform"

    /// One weight.
    fileprivate func draw(fanIn: Double, fanOut: Double, from stream: inout RandomStream) -> Double {
        switch self {
        case .heUniform: (2 * stream.uniform() - 1) * (6 / fanIn).squareRoot()
        case .heNormal: stream.normal() * (2 / fanIn).squareRoot()
        case .glorotUniform: (2 * stream.uniform() - 1) * (6 / (fanIn + fanOut)).squareRoot()
        case .glorotNormal: stream.normal() * (2 / (fanIn + fanOut)).squareRoot()
        case .fanInUniform: (2 * stream.uniform() - 1) * (1 / fanIn).squareRoot()
        }
    }
}

extension Initialization {
    /// Draws the entries of blocks, one block after the other.
    ///
    /// - Parameters:
    ///   - blocks: The blocks, and where they stand in the parameter vector.
    ///   - parameters: The parameter vector.
    ///   - stream: Where the draws come from.
    public func draw(
        _ blocks: some Sequence<(block: ParameterBlock, range: Range<Int>)>, into parameters: FloatBuffer,
        from stream: inout RandomStream
    ) {
        var fanIn = 1.0
        for (block, range) in blocks {
            switch block.role {
            case .weight(let inputs, let outputs):
                fanIn = Double(inputs)
                for index in range {
                    parameters.start[index] = Float(draw(fanIn: fanIn, fanOut: Double(outputs), from: &stream))
                }
            case .bias:
                // PyTorch draws biases from the range of the weights that they go with.
                for index in range {
                    parameters.start[index] =
                        self == .fanInUniform ? Float(draw(fanIn: fanIn, fanOut: fanIn, from: &stream)) : 0
                }
            case .constant(let start):
                for index in range { parameters.start[index] = start }
            }
        }
    }
}

extension Network {
    /// Draws all parameters anew.
    ///
    /// - Parameters:
    ///   - initialization: How weights start.
    ///   - outputScale: What the weights of the last layer are multiplied with. A small one lets every sample start near
    ///     the outputs that the bias gives, so that no rectified output is off for all of them.
    ///   - outputBias: The bias of every output of the last layer, or nothing for the one that the initialization gives.
    ///   - seed: Decides every draw.
    public func initialize(
        _ initialization: Initialization, outputScale: Double = 1, outputBias: Double?, seed: Seed
    ) {
        var stream = seed.stream()
        let blocks = namedBlocks
        initialization.draw(blocks.map { (block: $0.block, range: $0.range) }, into: parameters, from: &stream)
        guard let weights = blocks.last(where: { $0.block.isWeight }) else { return }
        for index in weights.range { parameters.start[index] *= Float(outputScale) }
        guard let outputBias, let bias = blocks.last, bias.block.role == .bias else { return }
        for index in bias.range { parameters.start[index] = Float(outputBias) }
    }
}
