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

    /// Makes what one layer is told on the way back.
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
