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
        case is BilinearUpsampling: NaiveUpsampling(from: inputShape, to: outputShape)
        case is ChannelSoftmax: NaiveSoftmax(shape: inputShape)
        default: preconditionFailure("no naive \(type(of: self))")
        }
    }
}

struct NaiveImageConvolution: NaiveImageLayer {
    let shape: FeatureShape
    let outputs, window, stride: Int
    let bias: Bool

    /// The mirror image, whose border is not repeated.
    private func mirrored(_ index: Int, _ count: Int) -> Int {
        if index < 0 { return -index }
        if index >= count { return count - 1 - (index - (count - 1)) }
        return index
    }

    func forward(_ x: [Double], _ parameters: [Double]) -> [Double] {
        var y: [Double] = []
        let reach = window / 2
        for row in Swift.stride(from: 0, to: shape.rows, by: stride) {
            for column in Swift.stride(from: 0, to: shape.columns, by: stride) {
                for output in 0..<outputs {
                    var sum = bias ? parameters[window * window * shape.channels * outputs + output] : 0
                    for i in 0..<window {
                        for j in 0..<window {
                            let pixel =
                                mirrored(row + i - reach, shape.rows) * shape.columns
                                + mirrored(column + j - reach, shape.columns)
                            for channel in 0..<shape.channels {
                                let weight = ((i * window + j) * shape.channels + channel) * outputs + output
                                sum += parameters[weight] * x[pixel * shape.channels + channel]
                            }
                        }
                    }
                    y.append(sum)
                }
            }
        }
        return y
    }
}

struct NaiveChannelNormalization: NaiveImageLayer {
    let shape: FeatureShape
    let slope: Double

    func forward(_ x: [Double], _ parameters: [Double]) -> [Double] {
        var y = x
        for channel in 0..<shape.channels {
            let places = (0..<shape.pixels).map { $0 * shape.channels + channel }
            let mean = places.reduce(0) { $0 + x[$1] } / Double(shape.pixels)
            let variance = places.reduce(0) { $0 + (x[$1] - mean) * (x[$1] - mean) } / Double(shape.pixels)
            for place in places {
                let normalized = (x[place] - mean) / (variance + 1e-5).squareRoot()
                let z = parameters[channel] * normalized + parameters[shape.channels + channel]
                y[place] = z > 0 ? z : slope * z
            }
        }
        return y
    }
}

/// Interpolation as a sum over all pixels of tent-shaped weights, clamped at the borders.
struct NaiveUpsampling: NaiveImageLayer {
    let from, to: FeatureShape

    init(from: FeatureShape, to: FeatureShape) {
        self.from = from
        self.to = to
    }

    private func weight(_ output: Int, _ input: Int, _ outputs: Int, _ inputs: Int) -> Double {
        let place = (Double(output) + 0.5) * Double(inputs) / Double(outputs) - 0.5
        let clamped = min(max(place, 0), Double(inputs - 1))
        return max(0, 1 - abs(clamped - Double(input)))
    }

    func forward(_ x: [Double], _ parameters: [Double]) -> [Double] {
        var y = Array(repeating: 0.0, count: to.pixels * to.channels)
        for row in 0..<to.rows {
            for column in 0..<to.columns {
                for sourceRow in 0..<from.rows {
                    for sourceColumn in 0..<from.columns {
                        let weight =
                            weight(row, sourceRow, to.rows, from.rows)
                            * weight(column, sourceColumn, to.columns, from.columns)
                        for channel in 0..<to.channels where weight > 0 {
                            y[(row * to.columns + column) * to.channels + channel] +=
                                weight * x[(sourceRow * from.columns + sourceColumn) * from.channels + channel]
                        }
                    }
                }
            }
        }
        return y
    }
}

struct NaiveSoftmax: NaiveImageLayer {
    let shape: FeatureShape

    func forward(_ x: [Double], _ parameters: [Double]) -> [Double] {
        (0..<shape.pixels).flatMap { pixel in
            let terms = (0..<shape.channels).map { exp(x[pixel * shape.channels + $0]) }
            let sum = terms.reduce(0, +)
            return terms.map { $0 / sum }
        }
    }
}
