import NeuralNetworks

struct NaiveMean: NaiveLayer {
    let length, channels: Int

    init(_ layer: GlobalAveragePool1D) {
        (length, channels) = (layer.inputLength, layer.channels)
    }

    func forward(_ x: [Double], _ parameters: [Double]) -> [Double] {
        (0..<channels).map { channel in
            (0..<length).reduce(0) { $0 + x[$1 * channels + channel] } / Double(length)
        }
    }

    func backward(_ x: [Double], _ parameters: [Double], _ outputGradient: [Double]) -> NaiveGradients {
        NaiveGradients(input: x.indices.map { outputGradient[$0 % channels] / Double(length) }, parameters: [])
    }
}
