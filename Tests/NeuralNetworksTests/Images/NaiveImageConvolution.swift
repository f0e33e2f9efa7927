import Foundation
import NeuralNetworks

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
