internal import CRowKernels

/// A convolution along a signal (a correlation, as networks use the word):
/// y[l, o] = φ(b[o] + Σ over k < w and c < C of W[o, k, c] · x[l·s + k - p, c]).
///
/// p is the padding on the left, and x is zero outside the signal. With channels-last features the window of a position
/// is one run of w·C rows, so that every output position is a product of W (O x w·C) with a run of rows of the input, and
/// no copy of the windows is ever made. A window that sticks out of the signal is a shorter run, which meets fewer columns
/// of W.
public struct Convolution1D: Layer {
    /// The number of positions of the input.
    public let inputLength: Int
    /// The number C of channels of the input.
    public let inputChannels: Int
    /// The number O of channels of the output.
    public let outputChannels: Int
    /// The number w of positions a window.
    public let window: Int
    /// The distance s of two windows.
    public let stride: Int
    /// How far the windows reach beyond the signal.
    public let padding: Padding
    /// What is applied to the sums.
    public let activation: Activation
    /// The instructions that it computes with; the bits of its results do not depend on them.
    package var instructions = InstructionSet.chosen

    /// Makes a convolution.
    ///
    /// - Parameters:
    ///   - inputLength: The number of positions of the input, at least a window where the padding is valid.
    ///   - inputChannels: The number of channels of the input.
    ///   - outputChannels: The number of channels of the output.
    ///   - window: The number of positions a window.
    ///   - stride: The distance of two windows.
    ///   - padding: How far the windows reach beyond the signal.
    ///   - activation: What is applied to the sums.
    public init(
        inputLength: Int, inputChannels: Int, outputChannels: Int, window: Int, stride: Int = 1,
        padding: Padding = .valid, activation: Activation
    ) {
        precondition(
            inputChannels > 0 && outputChannels > 0 && window > 0 && stride > 0
                && inputLength >= (padding == .valid ? window : 1),
            """
            a \(padding) convolution of \(outputChannels)@\(window) stride \(stride) over \(inputLength) x \
            \(inputChannels)
            """)
        self.inputLength = inputLength
        self.inputChannels = inputChannels
        self.outputChannels = outputChannels
        self.window = window
        self.stride = stride
        self.padding = padding
        self.activation = activation
    }

    /// The number of positions of the output.
    public var outputLength: Int {
        padding.outputLength(inputLength: inputLength, window: window, stride: stride)
    }
    /// The number of positions times that of channels of the input.
    public var inputFeatures: Int { inputLength * inputChannels }
    /// The number of positions times that of channels of the output.
    public var outputFeatures: Int { outputLength * outputChannels }

    /// The weights W, O x w x C, and the biases b.
    public var parameters: [ParameterBlock] {
        [
            .weight(
                [outputChannels, window, inputChannels],
                fanIn: window * inputChannels, fanOut: window * outputChannels),
            .bias(outputChannels),
        ]
    }

    /// Computes y, a product of W with a run of rows of x for every position and group of samples.
    public func forward(
        input: ActivationMatrix, output: ActivationMatrix, samples: Int, parameters: UnsafePointer<Float>
    ) {
        requireShapes(input: input, output: output, samples: samples)
        write(output, of: input, positions: 0..<outputLength, samples: samples, parameters: parameters)
    }

    /// Computes y at some positions.
    func write(
        _ output: ActivationMatrix, of input: ActivationMatrix, positions: Range<Int>, samples: Int,
        parameters: UnsafePointer<Float>
    ) {
        let terms = window * inputChannels
        let product = instructions.kernels().product
        var operands = row_product(
            outputs: outputChannels, terms: terms, weights: parameters, weight_stride: terms,
            biases: parameters + outputChannels * terms, x: input.scalars, y: output.scalars,
            x_row_stride: input.leadingDimension, y_row_stride: output.leadingDimension, floor: activation.floor,
            rectified: nil, sums: nil)
        for position in positions {
            let run = run(position)
            operands.terms = run.terms
            operands.weights = parameters + run.skippedTerms
            for group in 0..<ActivationMatrix.groups(samples: samples) {
                operands.x = UnsafePointer(input.scalars(row: run.row, group: group))
                operands.y = output.scalars(row: position &* outputChannels, group: group)
                product(&operands)
            }
        }
    }
}
