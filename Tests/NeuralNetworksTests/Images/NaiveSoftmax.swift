import Foundation
import NeuralNetworks

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
