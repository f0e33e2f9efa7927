internal import Foundation
public import NumericalMethods

/// The softmax over the channels of every pixel: y[p, c] = exp(x[p, c]) / Σ over k of exp(x[p, k]).
public struct ChannelSoftmax: ImageLayer {
    /// The rows, columns and channels that it takes.
    public let inputShape: FeatureShape

    /// Makes a softmax of a shape.
    public init(shape: FeatureShape) {
        inputShape = shape
    }

    /// The rows, columns and channels that it gives.
    public var outputShape: FeatureShape { inputShape }
    /// None.
    public var parameters: [ParameterBlock] { [] }
    /// None.
    public var memoryCount: Int { 0 }

    /// Computes the softmax; the largest entry is subtracted first, so that no exponential overflows.
    public func forward(
        input: FeatureView, output: FeatureView, parameters: UnsafePointer<Float>,
        memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: input, output: output)
        let channels = inputShape.channels
        forEachPixel(team) { pixel in
            let x = input.scalars + pixel &* input.pixelStride
            let y = output.scalars + pixel &* output.pixelStride
            var largest = x[0]
            for channel in 1..<max(channels, 1) { largest = max(largest, x[channel]) }
            var sum: Float = 0
            for channel in 0..<channels {
                let value = exp(x[channel] - largest)
                y[channel] = value
                sum += value
            }
            for channel in 0..<channels { y[channel] /= sum }
        }
    }

    /// Computes dx = y (dy - Σ dy y).
    public func backward(
        _ pass: ImageBackwardPass, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: pass.input, output: pass.output)
        guard let inputGradient = pass.inputGradient else { return }
        let channels = inputShape.channels
        forEachPixel(team) { pixel in
            let y = pass.output.scalars + pixel &* pass.output.pixelStride
            let dy = pass.outputGradient.scalars + pixel &* pass.outputGradient.pixelStride
            let dx = inputGradient.scalars + pixel &* inputGradient.pixelStride
            var mean: Float = 0
            for channel in 0..<channels { mean += y[channel] * dy[channel] }
            for channel in 0..<channels { dx[channel] = y[channel] * (dy[channel] - mean) }
        }
    }

    private func forEachPixel(_ team: ThreadTeam, _ work: (Int) -> Void) {
        team.forEachRun(of: 1024, below: inputShape.pixels) { pixels in
            for pixel in pixels { work(pixel) }
        }
    }
}
