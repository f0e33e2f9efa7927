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

/// The rows, columns and channels of feature maps.
public struct FeatureShape: Sendable, Hashable, CustomStringConvertible {
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    /// The number of channels.
    public let channels: Int

    /// Makes a shape of positive extents.
    public init(rows: Int, columns: Int, channels: Int) {
        precondition(rows > 0 && columns > 0 && channels > 0, "a feature map of \(rows) x \(columns) x \(channels)")
        self.rows = rows
        self.columns = columns
        self.channels = channels
    }

    /// The shape of a view.
    init(_ view: FeatureView) {
        self.init(rows: view.rows, columns: view.columns, channels: view.channels)
    }

    /// The number of pixels.
    public var pixels: Int { rows * columns }

    /// The shape as rows x columns x channels.
    public var description: String { "\(rows) x \(columns) x \(channels)" }

    /// The same size with another number of channels.
    public func with(channels: Int) -> FeatureShape {
        FeatureShape(rows: rows, columns: columns, channels: channels)
    }
}

/// What a backward pass of an image layer reads and writes.
public struct ImageBackwardPass {
    /// The input of the forward pass.
    public let input: FeatureView
    /// The output of the forward pass.
    public let output: FeatureView
    /// The gradient of the loss with respect to the output.
    public let outputGradient: FeatureView
    /// Where the gradient with respect to the input is written, or nothing where it is not wanted.
    ///
    /// It may be ``outputGradient`` itself in layers that work pixel by pixel: ``ChannelNormalization`` and
    /// ``ChannelSoftmax``.
    public let inputGradient: FeatureView?

    /// Joins the feature maps of one layer.
    ///
    /// - Parameters:
    ///   - input: The input of the forward pass.
    ///   - output: The output of the forward pass.
    ///   - outputGradient: The gradient with respect to the output, of the output's shape.
    ///   - inputGradient: Where the gradient with respect to the input is written, of the input's shape, or nothing.
    public init(input: FeatureView, output: FeatureView, outputGradient: FeatureView, inputGradient: FeatureView?) {
        let shapes = (FeatureShape(input), FeatureShape(output))
        precondition(
            FeatureShape(outputGradient) == shapes.1 && inputGradient.map { FeatureShape($0) == shapes.0 } ?? true,
            "a gradient of \(FeatureShape(outputGradient)) for \(shapes.1), or an input's not of \(shapes.0)")
        self.input = input
        self.output = output
        self.outputGradient = outputGradient
        self.inputGradient = inputGradient
    }
}
