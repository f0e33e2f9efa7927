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
    ///
    /// - Parameter batchCapacity: The capacity of the matrices, in samples.
    /// - Returns: The number of floats.
    func scratchCount(batchCapacity: Int) -> Int

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
    ///   - scratch: As many floats as ``scratchCount(batchCapacity:)`` says, on a boundary of 64 bytes.
    func backward(
        _ pass: BackwardPass, samples: Int, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>)
}

extension Layer {
    /// Most layers need no scratch.
    public func scratchCount(batchCapacity: Int) -> Int { 0 }

    /// The number of parameters.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

    /// Requires that matrices have the layer's shape and, mostly, each other's row distance, and that a batch fits into them.
    func requireShapes(input: ActivationMatrix, output: ActivationMatrix, samples: Int) {
        precondition(
            input.features == inputFeatures && output.features == outputFeatures,
            "\(input.features) to \(output.features) features in a layer of \(inputFeatures) to \(outputFeatures)")
        precondition(
            input.leadingDimension == output.leadingDimension || self is any GroupwiseLayer,
            "rows \(input.leadingDimension) apart before rows \(output.leadingDimension) apart")
        precondition(
            samples > 0 && samples <= min(input.capacity, output.capacity),
            "\(samples) samples in matrices for \(input.capacity) and \(output.capacity)")
    }
}

/// A layer that works on one group of 32 samples after the other, so that its matrices may be grouped.
protocol GroupwiseLayer: Layer {}

extension Convolution1D: GroupwiseLayer {}
extension MaxPool1D: GroupwiseLayer {}
extension GlobalAveragePool1D: GroupwiseLayer {}
