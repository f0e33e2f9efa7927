import Foundation
import NeuralNetworks

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
