/// One step of a network: a map of features x samples to features x samples, with its derivative.
///
/// A layer is a description without state. Its parameters are a slice of the network's one parameter vector, and its
/// inputs, outputs and their gradients are matrices that the network owns and reuses for every batch.
public protocol Layer: Sendable {
    /// The number of features a sample that it takes.
    var inputFeatures: Int { get }
    /// The number of features a sample that it gives.
    var outputFeatures: Int { get }
    /// Its parameters, in the order in which they stand in its slice.
    var parameters: [ParameterBlock] { get }
    /// How many floats of scratch its backward pass wants.
    var scratchCount: Int { get }

    /// Computes the output of a batch.
    ///
    /// - Parameters:
    ///   - input: Its input, ``inputFeatures`` x samples.
    ///   - output: Where its output is written, ``outputFeatures`` x samples.
    ///   - samples: The number of samples of the batch.
    ///   - parameters: Its slice of the parameter vector.
    func forward(
        input: ActivationMatrix, output: ActivationMatrix, samples: Int, parameters: UnsafePointer<Float>)

    /// Computes the gradients of a batch from the gradient of its output.
    ///
    /// - Parameters:
    ///   - pass: The matrices of the forward pass, and the gradients.
    ///   - samples: The number of samples of the batch.
    ///   - parameters: Its slice of the parameter vector.
    ///   - parameterGradients: Its slice of the gradient vector, which is overwritten.
    ///   - scratch: ``scratchCount`` floats.
    func backward(
        _ pass: BackwardPass, samples: Int, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>)
}

extension Layer {
    /// Most layers need no scratch.
    public var scratchCount: Int { 0 }

    /// The number of parameters.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

    /// Requires that matrices have the layer's shape and each other's row distance, and that a batch fits into them.
    func requireShapes(input: ActivationMatrix, output: ActivationMatrix, samples: Int) {
        precondition(
            input.features == inputFeatures && output.features == outputFeatures,
            "\(input.features) to \(output.features) features in a layer of \(inputFeatures) to \(outputFeatures)")
        precondition(
            input.leadingDimension == output.leadingDimension,
            "rows \(input.leadingDimension) apart before rows \(output.leadingDimension) apart")
        precondition(
            samples > 0 && samples <= min(input.capacity, output.capacity),
            "\(samples) samples in matrices for \(input.capacity) and \(output.capacity)")
    }
}

/// What a layer's backward pass reads and writes.
public struct BackwardPass {
    /// The input of the forward pass.
    public let input: ActivationMatrix
    /// The output of the forward pass.
    public let output: ActivationMatrix
    /// The gradient of the loss with respect to the output.
    ///
    /// The layer may overwrite it.
    public let outputGradient: ActivationMatrix
    /// Where the gradient with respect to the input is written, or nothing for a first layer, whose input has none.
    public let inputGradient: ActivationMatrix?

    /// Joins the matrices of one layer.
    ///
    /// - Parameters:
    ///   - input: The input of the forward pass.
    ///   - output: The output of the forward pass.
    ///   - outputGradient: The gradient with respect to the output, of the output's shape.
    ///   - inputGradient: Where the gradient with respect to the input is written, of the input's shape, or nothing.
    public init(
        input: ActivationMatrix, output: ActivationMatrix, outputGradient: ActivationMatrix,
        inputGradient: ActivationMatrix?
    ) {
        outputGradient.requireShape(of: output)
        inputGradient?.requireShape(of: input)
        self.input = input
        self.output = output
        self.outputGradient = outputGradient
        self.inputGradient = inputGradient
    }
}

/// A named block of a layer's parameters.
public struct ParameterBlock: Sendable, Equatable {
    /// What its entries do, which decides how they are initialized.
    public enum Role: Sendable, Equatable {
        /// Multiplies inputs: so many inputs feed one output, and one input feeds so many outputs.
        case weight(fanIn: Int, fanOut: Int)
        /// Is added to an output.
        case bias
        /// Starts at a value of its own, whatever the initialization: a scale at one, a threshold at zero.
        case constant(Float)
    }

    /// The name within the layer: `weight`, `bias`, `scale`, `shift` or `threshold`.
    public let name: String
    /// The extents, slowest first.
    public let shape: [Int]
    /// What its entries do.
    public let role: Role

    /// The number of entries.
    public var count: Int { shape.reduce(1, *) }

    /// Whether its entries multiply inputs.
    var isWeight: Bool {
        if case .weight = role { true } else { false }
    }

    /// A weight block of the given extents.
    static func weight(_ shape: [Int], fanIn: Int, fanOut: Int) -> ParameterBlock {
        ParameterBlock(name: "weight", shape: shape, role: .weight(fanIn: fanIn, fanOut: fanOut))
    }

    /// A bias for each of so many outputs.
    static func bias(_ count: Int) -> ParameterBlock {
        ParameterBlock(name: "bias", shape: [count], role: .bias)
    }

    /// The scales γ and the shifts β of so many normalized features.
    static func normalization(_ count: Int) -> [ParameterBlock] {
        [
            ParameterBlock(name: "scale", shape: [count], role: .constant(1)),
            ParameterBlock(name: "shift", shape: [count], role: .constant(0)),
        ]
    }
}
