internal import CRowKernels

/// Max-pooling along a signal: y[l, c] = max over j < w of x[l·w + j, c].
///
/// Windows do not overlap; positions behind the last whole window are dropped, as PyTorch's `MaxPool1d(w)` does. Where
/// several positions share the maximum the gradient goes to the first. A window that holds a NaN gives NaN, so that a
/// diverged network is seen as one.
public struct MaxPool1D: Layer {
    /// The number of positions of the input.
    public let inputLength: Int
    /// The number of channels.
    public let channels: Int
    /// The number of positions a window.
    public let window: Int
    /// The instructions that it computes with.
    package var instructions = InstructionSet.chosen

    /// Makes a pooling layer.
    ///
    /// - Parameters:
    ///   - inputLength: The number of positions of the input, at least a window.
    ///   - channels: The number of channels.
    ///   - window: The number of positions a window.
    public init(inputLength: Int, channels: Int, window: Int) {
        precondition(
            channels > 0 && window > 0 && inputLength >= window, "pooling \(window) of \(inputLength) x \(channels)")
        self.inputLength = inputLength
        self.channels = channels
        self.window = window
    }

    /// The number of positions of the output.
    public var outputLength: Int { inputLength / window }
    /// The number of positions times that of channels of the input.
    public var inputFeatures: Int { inputLength * channels }
    /// The number of positions times that of channels of the output.
    public var outputFeatures: Int { outputLength * channels }
    /// None.
    public var parameters: [ParameterBlock] { [] }

    /// Computes the maximum of every window.
    public func forward(
        input: ActivationMatrix, output: ActivationMatrix, samples: Int, parameters: UnsafePointer<Float>
    ) {
        requireShapes(input: input, output: output, samples: samples)
        let kernels = instructions.kernels()
        for group in 0..<ActivationMatrix.groups(samples: samples) {
            var operands = operands(input: input, output: output, group: group)
            kernels.maximum(&operands)
        }
    }

    /// Hands the gradient of every window to the position of its maximum.
    public func backward(
        _ pass: BackwardPass, samples: Int, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
    ) {
        requireShapes(input: pass.input, output: pass.output, samples: samples)
        guard let inputGradient = pass.inputGradient else { return }
        let kernels = instructions.kernels()
        for group in 0..<ActivationMatrix.groups(samples: samples) {
            var operands = operands(input: pass.input, output: pass.output, group: group)
            operands.y_gradient = UnsafePointer(pass.outputGradient.scalars(row: 0, group: group))
            operands.x_gradient = inputGradient.scalars(row: 0, group: group)
            kernels.maximum_gradient(&operands)
            // Positions behind the last whole window took no part.
            for feature in outputFeatures * window..<inputFeatures {
                inputGradient.scalars(row: feature, group: group)
                    .update(repeating: 0, count: ActivationMatrix.samplesPerGroup)
            }
        }
    }

    private func operands(input: ActivationMatrix, output: ActivationMatrix, group: Int) -> row_maximum {
        row_maximum(
            positions: outputLength, channels: channels, window: window, x_row_stride: input.leadingDimension,
            y_row_stride: output.leadingDimension, x: input.scalars(row: 0, group: group),
            y: output.scalars(row: 0, group: group), y_gradient: nil, x_gradient: nil)
    }
}
