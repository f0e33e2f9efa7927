public import NumericalMethods

/// A 3 x 3 convolution of an image with stride s, padded by reflection, without bias.
///
/// y[r, q, o] = Σ over i, j < 3 and c of W[i, j, c, o] · x[s·r + i - 1, q·s + j - 1, c], of ⌈rows/s⌉ x ⌈columns/s⌉ pixels.
/// A bias is left out because a normalization follows, which takes any constant away again.
///
/// It is the product of the matrix of all windows, pixels x 9C, with W. With stride 1 and many channels
/// ``Convolution3x3`` gives the same with less work.
public struct StridedConvolution3x3: ImageLayer {
    /// The rows, columns and channels that it takes, at least 2 x 2 pixels.
    public let inputShape: FeatureShape
    /// The number of channels that it gives.
    public let outputChannels: Int
    /// The number of rows, and of columns, from one window to the next.
    public let stride: Int

    /// Makes a convolution.
    ///
    /// - Parameters:
    ///   - input: The rows, columns and channels that it takes, at least 2 x 2 pixels.
    ///   - outputChannels: The number of channels that it gives.
    ///   - stride: The number of rows, and of columns, from one window to the next.
    public init(input: FeatureShape, outputChannels: Int, stride: Int) {
        precondition(
            input.rows >= 2 && input.columns >= 2 && outputChannels > 0 && stride > 0,
            "a 3 x 3 convolution of \(input) to \(outputChannels) channels with stride \(stride)")
        BLAS.useOneThread()
        inputShape = input
        self.outputChannels = outputChannels
        self.stride = stride
    }

    /// The rows, columns and channels that it gives.
    public var outputShape: FeatureShape {
        FeatureShape(
            rows: (inputShape.rows - 1) / stride + 1, columns: (inputShape.columns - 1) / stride + 1,
            channels: outputChannels)
    }

    /// The weights W, 3 x 3 x C x O.
    public var parameters: [ParameterBlock] {
        [.weight([3, 3, inputShape.channels, outputChannels], fanIn: windowLength, fanOut: 9 * outputChannels)]
    }

    /// The matrix of windows.
    public var memoryCount: Int { outputShape.pixels * windowStride }

    /// Computes the convolution.
    public func forward(
        input: FeatureView, output: FeatureView, parameters: UnsafePointer<Float>,
        memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: input, output: output)
        forEachRunOfPixels(team) { pixels in
            forEachTap(pixels) { window, tap, pixel in
                (memory + (window &* windowStride &+ tap)).update(
                    from: input.scalars + pixel &* input.pixelStride, count: inputShape.channels)
            }
            // Y[pixels x O] = windows[pixels x 9C] W[9C x O]
            BLAS.sgemm(
                .asIs, .asIs,
                pixels.count, outputChannels, windowLength,
                1, memory + pixels.lowerBound &* windowStride, windowStride,
                parameters, outputChannels,
                0, output.scalars + pixels.lowerBound &* output.pixelStride, output.pixelStride)
        }
    }

    /// Computes dW = windowsᵀ dY, and dX by adding dY Wᵀ to the pixels that the windows come from.
    public func backward(
        _ pass: ImageBackwardPass, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: pass.input, output: pass.output)
        let gradient = pass.outputGradient
        team.forEachRun(of: max(windowLength / 4, 16), below: windowLength) { taps in
            // dW[9C x O] = windows[pixels x 9C]ᵀ dY[pixels x O]
            BLAS.sgemm(
                .transposed, .asIs,
                taps.count, outputChannels, gradient.pixels,
                1, memory + taps.lowerBound, windowStride, gradient.scalars, gradient.pixelStride,
                0, parameterGradients + taps.lowerBound &* outputChannels, outputChannels)
        }
        guard let inputGradient = pass.inputGradient else { return }
        forEachRunOfPixels(team) { pixels in
            // The windows' gradients[pixels x 9C] = dY[pixels x O] W[9C x O]ᵀ, in the place of the windows
            BLAS.sgemm(
                .asIs, .transposed,
                pixels.count, windowLength, outputChannels,
                1, gradient.scalars + pixels.lowerBound &* gradient.pixelStride, gradient.pixelStride,
                parameters, outputChannels,
                0, memory + pixels.lowerBound &* windowStride, windowStride)
        }
        for pixel in 0..<inputGradient.pixels {
            (inputGradient.scalars + pixel &* inputGradient.pixelStride).update(
                repeating: 0, count: inputShape.channels)
        }
        // Windows overlap, so that one thread adds them up.
        forEachTap(0..<gradient.pixels) { window, tap, pixel in
            let sums = inputGradient.scalars + pixel &* inputGradient.pixelStride
            let terms = memory + (window &* windowStride &+ tap)
            for channel in 0..<inputShape.channels { sums[channel] += terms[channel] }
        }
    }
}

extension StridedConvolution3x3 {
    private var windowLength: Int { 9 * inputShape.channels }
    private var windowStride: Int { FeatureMap.stride(channels: windowLength) }

    /// Cuts the pixels of the output into runs.
    private func forEachRunOfPixels(_ team: ThreadTeam, _ work: (Range<Int>) -> Void) {
        team.forEachRun(of: 256, below: outputShape.pixels, work)
    }

    /// Calls `visit` with a window, the first of a tap's terms in it, and the pixel that the tap meets.
    private func forEachTap(_ windows: Range<Int>, _ visit: (Int, Int, Int) -> Void) {
        let columns = outputShape.columns
        for window in windows {
            let (row, column) = (window / columns &* stride, window % columns &* stride)
            for tap in 0..<9 {
                let pixelRow = Reflection.source(row &+ tap / 3 &- 1, count: inputShape.rows)
                let pixelColumn = Reflection.source(column &+ tap % 3 &- 1, count: inputShape.columns)
                visit(window, tap &* inputShape.channels, pixelRow &* inputShape.columns &+ pixelColumn)
            }
        }
    }
}
