import TestSupport
import NeuralNetworks

/// What a layer or a network is tried with: one row a sample, and parameters.
struct Batch {
    var inputs: [[Float]]
    var outputGradients: [[Float]]
    var parameters: [Float]

    var samples: Int { inputs.count }

    /// The same numbers without their signs, which turn every sum into the sum of its terms' magnitudes.
    var magnitudes: Batch {
        var result = self
        result.inputs = inputs.map { $0.map(abs) }
        result.outputGradients = outputGradients.map { $0.map(abs) }
        result.parameters = parameters.map(abs)
        return result
    }

    /// The first samples.
    func prefix(_ count: Int) -> Batch {
        var result = self
        result.inputs = Array(inputs.prefix(count))
        result.outputGradients = Array(outputGradients.prefix(count))
        return result
    }
}

extension Batch {
    /// Makes numbers for a layer from a stream.
    init(_ numbers: Numbers, for layer: some Layer, samples: Int, stream: Int) {
        self.init(
            numbers, inputs: layer.inputFeatures, outputs: layer.outputFeatures, parameters: layer.parameterCount,
            samples: samples, stream: stream)
    }

    /// Makes numbers for a network from a stream.
    init(_ numbers: Numbers, for network: Network, samples: Int, stream: Int) {
        self.init(
            numbers, inputs: network.input.features, outputs: network.output.features,
            parameters: network.parameters.count, samples: samples, stream: stream)
    }

    private init(_ numbers: Numbers, inputs: Int, outputs: Int, parameters: Int, samples: Int, stream: Int) {
        let hashed = HashedNumbers(stream: stream)
        var index = 0
        func row(_ count: Int) -> [Float] {
            defer { index += count }
            return (index..<index + count).map {
                switch numbers {
                case .integers: hashed.integer($0, bound: 3)
                case .reals: hashed.float($0)
                }
            }
        }
        self.parameters = row(parameters)
        self.inputs = (0..<samples).map { _ in row(inputs) }
        outputGradients = (0..<samples).map { _ in row(outputs) }
    }
}

extension ActivationMatrix {
    /// The entry of a feature and a sample; the padding behind the last sample can be reached too.
    subscript(feature: Int, sample: Int) -> Float {
        get { scalars[feature * leadingDimension + sample] }
        set { scalars[feature * leadingDimension + sample] = newValue }
    }

    /// All scalars, with those of the padding.
    func fill(with value: Float) {
        for index in 0..<features * leadingDimension { scalars[index] = value }
    }

    /// Writes one row of features a sample.
    func write(_ rows: [[Float]]) {
        for (sample, row) in rows.enumerated() {
            for (feature, value) in row.enumerated() { self[feature, sample] = value }
        }
    }

    /// Reads one row of features a sample.
    func read(samples: Int) -> [[Float]] {
        (0..<samples).map { sample in (0..<features).map { self[$0, sample] } }
    }
}
