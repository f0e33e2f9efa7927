/// A valid convolution along a signal (a correlation, as networks use the word):
/// y[l, o] = φ(b[o] + Σ over k < w and c < C of W[o, k, c] · x[l·s + k, c]).
///
/// With channels-last features the window of a position is one run of w·C rows, so that every output position is a
/// product of W (O x w·C) with a run of rows of the input, and no copy of the windows is ever made.
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
    /// What is applied to the sums.
    public let activation: Activation

    /// Makes a convolution.
    ///
    /// - Parameters:
    ///   - inputLength: The number of positions of the input, at least a window.
    ///   - inputChannels: The number of channels of the input.
    ///   - outputChannels: The number of channels of the output.
    ///   - window: The number of positions a window.
    ///   - stride: The distance of two windows.
    ///   - activation: What is applied to the sums.
    public init(
        inputLength: Int, inputChannels: Int, outputChannels: Int, window: Int, stride: Int = 1, activation: Activation
    ) {
        precondition(
            inputChannels > 0 && outputChannels > 0 && window > 0 && stride > 0 && inputLength >= window,
            "a convolution of \(outputChannels)@\(window) stride \(stride) over \(inputLength) x \(inputChannels)")
        self.inputLength = inputLength
        self.inputChannels = inputChannels
        self.outputChannels = outputChannels
        self.window = window
        self.stride = stride
        self.activation = activation
    }

    /// The number of positions of the output: windows that fit whole into the input.
    public var outputLength: Int { (inputLength - window) / stride + 1 }
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

    /// Room for biases and weights as the gradient of the input wants them.
    public var scratchCount: Int { inputChannels + outputChannels * window * inputChannels }

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
                RowProduct.apply(
                    outputs: outputChannels, terms: terms, weights: parameters, weightStride: terms, biases: biases,
                    x: input.vectors(row: position &* stride &* inputChannels, from: lane),
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
        activation.maskGradient(pass.outputGradient, output: pass.output, samples: samples)
        writeParameterGradients(pass, samples: samples, into: parameterGradients)
        if let inputGradient = pass.inputGradient {
            let taps = BackwardTaps(self, weights: parameters, storage: scratch)
            writeInputGradient(inputGradient, outputGradient: pass.outputGradient, samples: samples, taps: taps)
        }
    }

    /// dW[o, k, c] = Σ over l and samples of dz[l, o] · x[l·s + k, c], and db[o] = Σ over l and samples of dz[l, o].
    private func writeParameterGradients(
        _ pass: BackwardPass, samples: Int, into gradients: UnsafeMutablePointer<Float>
    ) {
        let terms = window * inputChannels
        let rowStride = pass.input.vectorStride
        gradients.update(repeating: 0, count: outputChannels * terms + outputChannels)
        for group in 0..<ActivationMatrix.groups(samples: samples) {
            let lane = group &* ActivationMatrix.vectorsPerGroup
            RowCorrelation.accumulate(
                outputs: outputChannels, terms: terms, runs: outputLength,
                g: pass.outputGradient.vectors + lane, gRunStride: outputChannels &* rowStride,
                x: pass.input.vectors + lane, xRunStride: stride &* inputChannels &* rowStride,
                rowStride: rowStride, sums: gradients)
        }
        let biasGradients = gradients + outputChannels * terms
        let used = ActivationMatrix.padded(samples: samples) / ActivationMatrix.Vector.scalarCount
        for channel in 0..<outputChannels {
            var sum = ActivationMatrix.Vector.zero
            for position in 0..<outputLength {
                let row = pass.outputGradient.vectors(row: position &* outputChannels &+ channel)
                for index in 0..<used { sum += row[index] }
            }
            biasGradients[channel] = sum.sum()
        }
    }

    /// dx[q, c] = Σ over the windows l that cover q, and over o, of W[o, q - l·s, c] · dz[l, o].
    ///
    /// The windows that cover a position follow each other, so that this too is a product with one run of rows.
    private func writeInputGradient(
        _ inputGradient: ActivationMatrix, outputGradient: ActivationMatrix, samples: Int, taps: BackwardTaps
    ) {
        let rowStride = inputGradient.vectorStride
        for group in 0..<ActivationMatrix.groups(samples: samples) {
            let lane = group &* ActivationMatrix.vectorsPerGroup
            for position in 0..<inputLength {
                let phase = position % stride
                let count = taps.count(phase: phase)
                // The windows first ... last cover the position, as far as they exist.
                let last = position / stride
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

/// A convolution's weights in the order in which the gradient of its input meets them.
///
/// The windows that cover position q use the taps k = q mod s, q mod s + s, … For each such phase the weights stand as
/// C x (taps, the last first) x O. Before them all stand the biases of that product: C zeros.
private struct BackwardTaps {
    private let convolution: Convolution1D
    private let storage: UnsafeMutablePointer<Float>

    init(_ convolution: Convolution1D, weights: UnsafePointer<Float>, storage: UnsafeMutablePointer<Float>) {
        self.convolution = convolution
        self.storage = storage
        let outputs = convolution.outputChannels
        let inputs = convolution.inputChannels
        storage.update(repeating: 0, count: inputs)
        for phase in 0..<min(convolution.stride, convolution.window) {
            let count = self.count(phase: phase)
            var place = storage + offset(phase: phase)
            for channel in 0..<inputs {
                for index in 0..<count {
                    let tap = phase &+ (count &- 1 &- index) &* convolution.stride
                    for output in 0..<outputs {
                        place.pointee = weights[(output &* convolution.window &+ tap) &* inputs &+ channel]
                        place += 1
                    }
                }
            }
        }
    }

    /// The number of taps of a phase: how many windows cover such a position.
    func count(phase: Int) -> Int {
        phase < convolution.window ? (convolution.window &- phase &- 1) / convolution.stride &+ 1 : 0
    }

    /// The weights of a phase.
    func weights(phase: Int) -> UnsafePointer<Float> {
        UnsafePointer(storage + offset(phase: phase))
    }

    /// A zero a channel of the input.
    var biases: UnsafePointer<Float> { UnsafePointer(storage) }

    private func offset(phase: Int) -> Int {
        let taps = (0..<min(phase, convolution.window)).reduce(0) { $0 &+ count(phase: $1) }
        return convolution.inputChannels &* (1 &+ taps &* convolution.outputChannels)
    }
}
