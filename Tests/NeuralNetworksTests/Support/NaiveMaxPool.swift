import NeuralNetworks

struct NaiveMaxPool: NaiveLayer {
    let length, channels, window: Int

    init(_ layer: MaxPool1D) {
        (length, channels, window) = (layer.inputLength, layer.channels, layer.window)
    }

    /// The features of the maxima, the first of each window's largest.
    private func places(_ x: [Double]) -> [Int] {
        var places: [Int] = []
        for start in stride(from: 0, through: length - window, by: window) {
            for channel in 0..<channels {
                let candidates = (start..<start + window).map { $0 * channels + channel }
                places.append(candidates.reduce(candidates[0]) { x[$1] > x[$0] ? $1 : $0 })
            }
        }
        return places
    }

    func forward(_ x: [Double], _ parameters: [Double]) -> [Double] {
        places(x).map { x[$0] }
    }

    func backward(_ x: [Double], _ parameters: [Double], _ outputGradient: [Double]) -> NaiveGradients {
        var gradient = Array(repeating: 0.0, count: x.count)
        for (place, value) in zip(places(x), outputGradient) {
            gradient[place] += value
        }
        return NaiveGradients(input: gradient, parameters: [])
    }
}
