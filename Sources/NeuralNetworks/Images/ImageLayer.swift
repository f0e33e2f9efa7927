public import NumericalMethods

/// One step of a network of images: a map of feature maps to feature maps, with its derivative.
///
/// As a ``Layer`` is for batches of signals, this is a description without state. An image is a single sample. What the
/// forward pass leaves for the backward pass, and all scratch, is memory that the network owns.
public protocol ImageLayer: Sendable {
    /// The rows, columns and channels that it takes.
    var inputShape: FeatureShape { get }
    /// The rows, columns and channels that it gives.
    var outputShape: FeatureShape { get }
    /// Its parameters, in the order in which they stand in its slice.
    var parameters: [ParameterBlock] { get }
    /// How many floats of memory it wants.
    var memoryCount: Int { get }

    /// Computes the output of an image.
    ///
    /// - Parameters:
    ///   - input: Its input, of ``inputShape``.
    ///   - output: Where its output is written, of ``outputShape``.
    ///   - parameters: Its slice of the parameter vector.
    ///   - memory: ``memoryCount`` floats on a cache line's boundary, zero before the first pass, its own.
    ///   - team: The threads that share the work.
    func forward(
        input: FeatureView, output: FeatureView, parameters: UnsafePointer<Float>,
        memory: UnsafeMutablePointer<Float>, team: ThreadTeam)

    /// Computes the gradients from the gradient of the output, after the forward pass of the same image.
    ///
    /// - Parameters:
    ///   - pass: The feature maps of the forward pass, and the gradients.
    ///   - parameters: Its slice of the parameter vector.
    ///   - parameterGradients: Its slice of the gradient vector, which is overwritten.
    ///   - memory: What the forward pass was given.
    ///   - team: The threads that share the work.
    func backward(
        _ pass: ImageBackwardPass, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, memory: UnsafeMutablePointer<Float>, team: ThreadTeam)
}

extension ImageLayer {
    /// The number of parameters.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

    /// Requires that input and output have the layer's shapes.
    func requireShapes(input: FeatureView, output: FeatureView) {
        precondition(
            FeatureShape(input) == inputShape && FeatureShape(output) == outputShape,
            "\(FeatureShape(input)) to \(FeatureShape(output)) in a layer of \(inputShape) to \(outputShape)")
    }
}
