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
    /// It may be ``outputGradient`` itself in layers that work pixel by pixel: ``ChannelNormalization``, ``DoubledNormalization``
    /// and ``ChannelSoftmax``.
    public let inputGradient: FeatureView?

    /// Makes what one layer of images is told on the way back.
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
