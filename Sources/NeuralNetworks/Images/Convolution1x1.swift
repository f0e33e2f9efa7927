public import NumericalMethods

/// A 1 x 1 convolution of an image: a dense layer at every pixel, y[p, o] = Σ over c of W[c, o] · x[p, c] + b[o].
public struct Convolution1x1: ImageLayer {
    /// The rows, columns and channels that it takes.
    public let inputShape: FeatureShape
    /// The number of channels that it gives.
    public let outputChannels: Int
    /// Whether there is a bias b; none is needed where a normalization follows.
    public let hasBias: Bool

    /// Makes a convolution.
    ///
    /// - Parameters:
    ///   - input: The rows, columns and channels that it takes.
    ///   - outputChannels: The number of channels that it gives.
    ///   - hasBias: Whether there is a bias.
    public init(input: FeatureShape, outputChannels: Int, hasBias: Bool) {
        precondition(outputChannels > 0, "a 1 x 1 convolution of \(input) to \(outputChannels) channels")
        BLAS.useOneThread()
        inputShape = input
        self.outputChannels = outputChannels
        self.hasBias = hasBias
    }

    /// The rows, columns and channels that it gives.
    public var outputShape: FeatureShape { inputShape.with(channels: outputChannels) }

    /// The weights W, C x O, and the biases b.
    public var parameters: [ParameterBlock] {
        let weights = ParameterBlock.weight(
            [inputShape.channels, outputChannels], fanIn: inputShape.channels, fanOut: outputChannels)
        return hasBias ? [weights, .bias(outputChannels)] : [weights]
    }

    /// None.
    public var memoryCount: Int { 0 }

    /// Computes Y = X W + b.
    public func forward(
        input: FeatureView, output: FeatureView, parameters: UnsafePointer<Float>,
        memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: input, output: output)
        let biases = parameters + inputShape.channels * outputChannels
        forEachRunOfPixels(team) { pixels in
            let results = output.scalars + pixels.lowerBound &* output.pixelStride
            if hasBias {
                for pixel in 0..<pixels.count {
                    (results + pixel &* output.pixelStride).update(from: biases, count: outputChannels)
                }
            }
            // Y[pixels x O] = X[pixels x C] W[C x O] + b
            BLAS.sgemm(
                .asIs, .asIs,
                pixels.count, outputChannels, inputShape.channels,
                1, input.scalars + pixels.lowerBound &* input.pixelStride, input.pixelStride,
                parameters, outputChannels, hasBias ? 1 : 0, results, output.pixelStride)
        }
    }

    /// Computes dW = Xᵀ dY, db = Σ over the pixels of dY and, if it is wanted, dX = dY Wᵀ.
    public func backward(
        _ pass: ImageBackwardPass, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: pass.input, output: pass.output)
        let (input, gradient) = (pass.input, pass.outputGradient)
        team.forEachRun(of: 128, below: inputShape.channels) { channels in
            // dW[C x O] = X[pixels x C]ᵀ dY[pixels x O]
            BLAS.sgemm(
                .transposed, .asIs,
                channels.count, outputChannels, gradient.pixels,
                1, input.scalars + channels.lowerBound, input.pixelStride,
                gradient.scalars, gradient.pixelStride,
                0, parameterGradients + channels.lowerBound &* outputChannels, outputChannels)
        }
        if hasBias {
            sumPixels(of: gradient, into: parameterGradients + inputShape.channels * outputChannels)
        }
        guard let inputGradient = pass.inputGradient else { return }
        forEachRunOfPixels(team) { pixels in
            // dX[pixels x C] = dY[pixels x O] W[C x O]ᵀ
            BLAS.sgemm(
                .asIs, .transposed,
                pixels.count, inputShape.channels, outputChannels,
                1, gradient.scalars + pixels.lowerBound &* gradient.pixelStride, gradient.pixelStride,
                parameters, outputChannels,
                0, inputGradient.scalars + pixels.lowerBound &* inputGradient.pixelStride,
                inputGradient.pixelStride)
        }
    }

    private func forEachRunOfPixels(_ team: ThreadTeam, _ work: (Range<Int>) -> Void) {
        team.forEachRun(of: 512, below: inputShape.pixels, work)
    }

    private func sumPixels(of gradient: FeatureView, into sums: UnsafeMutablePointer<Float>) {
        for vector in 0..<gradient.vectorCount {
            var sum = FeatureMap.Vector.zero
            for pixel in 0..<gradient.pixels { sum += gradient.vectors[pixel &* gradient.vectorStride &+ vector] }
            let first = vector &* FeatureMap.Vector.scalarCount
            sum.store(to: sums + first, count: gradient.channels &- first)
        }
    }
}
