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

    /// Room for the sums of the biases' gradients and, after these, for biases and weights as the gradient of the input
    /// wants them.
    public var scratchCount: Int {
        max(
            ActivationMatrix.Vector.scalarCount * outputChannels,
            inputChannels + outputChannels * window * inputChannels)
    }

    /// Computes y, a product of W with a run of rows of x for every position and group of samples.
    public func forward(
        input: ActivationMatrix, output: ActivationMatrix, samples: Int, parameters: UnsafePointer<Float>
    ) {
        requireShapes(input: input, output: output, samples: samples)
        let terms = window * inputChannels
        let biases = parameters + outputChannels * terms
        let rowStride = input.vectorStride
        for group in 0..<ActivationMatrix.groups(samples: samples) {
            let lane = group &* ActivationMatrix.vectorsPerGroup
            for position in 0..<outputLength {
                let run = run(position)
                RowProduct.apply(
                    outputs: outputChannels, terms: run.terms, weights: parameters + run.skippedTerms,
                    weightStride: terms, biases: biases, x: input.vectors(row: run.row, from: lane),
                    y: output.vectors(row: position &* outputChannels, from: lane),
                    rowStride: rowStride, floor: activation.floor)
            }
        }
    }

    /// Computes dW and db and, unless the layer is the first, dx.
    ///
    /// With dz = dy ⊙ φ′(z), the gradient with respect to the sums, which takes the place of dy.
    public func backward(
        _ pass: BackwardPass, samples: Int, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
    ) {
        requireShapes(input: pass.input, output: pass.output, samples: samples)
        let terms = window * inputChannels
        writeBiasGradients(
            pass, samples: samples, into: parameterGradients + outputChannels * terms, scratch: scratch)
        writeWeightGradients(pass, samples: samples, into: parameterGradients)
        if let inputGradient = pass.inputGradient {
            let taps = BackwardTaps(self, weights: parameters, storage: scratch)
            writeInputGradient(inputGradient, outputGradient: pass.outputGradient, samples: samples, taps: taps)
        }
    }

    /// Turns dy into dz and computes db[o] = Σ over l and samples of dz[l, o], in one passage.
    private func writeBiasGradients(
        _ pass: BackwardPass, samples: Int, into gradients: UnsafeMutablePointer<Float>,
        scratch: UnsafeMutablePointer<Float>
    ) {
        typealias Vector = ActivationMatrix.Vector
        let used = ActivationMatrix.padded(samples: samples) / Vector.scalarCount
        let isRectified = activation == .rectifier
        UnsafeMutableRawPointer(scratch).withMemoryRebound(to: Vector.self, capacity: outputChannels) { sums in
            sums.update(repeating: .zero, count: outputChannels)
            for position in 0..<outputLength {
                for channel in 0..<outputChannels {
                    let row = pass.outputGradient.vectors(row: position &* outputChannels &+ channel)
                    let output = pass.output.vectors(row: position &* outputChannels &+ channel)
                    var sum = sums[channel]
                    for index in 0..<used {
                        var gradient = row[index]
                        if isRectified {
                            gradient.replace(with: 0, where: output[index] .<= 0)
                            row[index] = gradient
                        }
                        sum += gradient
                    }
                    sums[channel] = sum
                }
            }
            for channel in 0..<outputChannels { gradients[channel] = sums[channel].sum() }
        }
    }

    /// dW[o, k, c] = Σ over l and samples of dz[l, o] · x[l·s + k - p, c].
    private func writeWeightGradients(
        _ pass: BackwardPass, samples: Int, into gradients: UnsafeMutablePointer<Float>
    ) {
        let terms = window * inputChannels
        let rowStride = pass.input.vectorStride
        gradients.update(repeating: 0, count: outputChannels * terms)
        for group in 0..<ActivationMatrix.groups(samples: samples) {
            let lane = group &* ActivationMatrix.vectorsPerGroup
            for positions in positionsOfEqualRuns {
                let run = run(positions.lowerBound)
                RowCorrelation.accumulate(
                    outputs: outputChannels, terms: run.terms, runs: positions.count,
                    g: pass.outputGradient.vectors(row: positions.lowerBound &* outputChannels, from: lane),
                    gRunStride: outputChannels &* rowStride,
                    x: pass.input.vectors(row: run.row, from: lane),
                    xRunStride: stride &* inputChannels &* rowStride,
                    rowStride: rowStride, sums: gradients + run.skippedTerms, sumStride: terms)
            }
        }
    }

    /// dx[q, c] = Σ over the windows l that cover q, and over o, of W[o, q + p - l·s, c] · dz[l, o].
    ///
    /// The windows that cover a position follow each other, so that this too is a product with one run of rows.
    private func writeInputGradient(
        _ inputGradient: ActivationMatrix, outputGradient: ActivationMatrix, samples: Int, taps: BackwardTaps
    ) {
        let rowStride = inputGradient.vectorStride
        let leftPadding = leftPadding
        for group in 0..<ActivationMatrix.groups(samples: samples) {
            let lane = group &* ActivationMatrix.vectorsPerGroup
            for position in 0..<inputLength {
                let padded = position &+ leftPadding
                let phase = padded % stride
                let count = taps.count(phase: phase)
                // The windows first ... last cover the position, as far as they exist.
                let last = padded / stride
                let first = last &- count &+ 1
                let firstExisting = max(first, 0)
                let existing = max(min(last, outputLength &- 1) &- firstExisting &+ 1, 0)
                RowProduct.apply(
                    outputs: inputChannels, terms: existing &* outputChannels,
                    weights: taps.weights(phase: phase) + (firstExisting &- first) &* outputChannels,
                    weightStride: count &* outputChannels, biases: taps.biases,
                    x: outputGradient.vectors(row: firstExisting &* outputChannels, from: lane),
                    y: inputGradient.vectors(row: position &* inputChannels, from: lane),
                    rowStride: rowStride, floor: -.infinity)
            }
        }
    }
}
