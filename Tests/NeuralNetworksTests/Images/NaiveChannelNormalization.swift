import Foundation
import NeuralNetworks

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
