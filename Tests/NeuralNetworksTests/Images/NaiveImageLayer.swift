import Foundation
import NeuralNetworks

/// An image layer as its definition says, in `Double` and plain loops: entry (row, column, channel) of an image stands at
/// `(row * columns + column) * channels + channel`.
protocol NaiveImageLayer {
    func forward(_ x: [Double], _ parameters: [Double]) -> [Double]
}

extension ImageLayer {
    /// The same layer, naively.
    var naive: any NaiveImageLayer {
        switch self {
        case let layer as Convolution3x3:
            NaiveImageConvolution(shape: inputShape, outputs: layer.outputChannels, window: 3, stride: 1, bias: false)
        case let layer as StridedConvolution3x3:
            NaiveImageConvolution(
                shape: inputShape, outputs: layer.outputChannels, window: 3, stride: layer.stride, bias: false)
        case let layer as Convolution1x1:
            NaiveImageConvolution(
                shape: inputShape, outputs: layer.outputChannels, window: 1, stride: 1, bias: layer.hasBias)
        case let layer as ChannelNormalization:
            NaiveChannelNormalization(shape: inputShape, slope: Double(layer.negativeSlope))
        case is DoubledConvolution3x3:
            NaiveDoubledConvolution(
                doubling: NaiveDoubling(from: inputShape, to: outputShape.with(channels: inputShape.channels)),
                convolution: NaiveImageConvolution(
                    shape: outputShape.with(channels: inputShape.channels), outputs: outputShape.channels, window: 3,
                    stride: 1, bias: false))
        case let layer as DoubledNormalization:
            NaiveDoubledNormalization(doubling: NaiveDoubling(from: inputShape, to: layer.doubledShape))
        case is ChannelSoftmax: NaiveSoftmax(shape: inputShape)
        default: preconditionFailure("no naive \(type(of: self))")
        }
    }
}
