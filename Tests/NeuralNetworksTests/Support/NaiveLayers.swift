import NeuralNetworks

/// A layer as its definition says, for one sample, in `Double` and plain loops: what the layers are tested against.
protocol NaiveLayer {
    /// The output for an input.
    func forward(_ x: [Double], _ parameters: [Double]) -> [Double]
    /// The gradients with respect to the input and the parameters, from the one with respect to the output.
    func backward(_ x: [Double], _ parameters: [Double], _ outputGradient: [Double]) -> NaiveGradients
}

struct NaiveGradients {
    var input: [Double]
    var parameters: [Double]
}

extension Layer {
    /// The same layer, naively.
    var naive: any NaiveLayer {
        switch self {
        case let layer as Convolution1D: NaiveConvolution(layer)
        case let layer as MaxPool1D: NaiveMaxPool(layer)
        case let layer as GlobalAveragePool1D: NaiveMean(layer)
        case let layer as Dense: NaiveDense(layer)
        default: preconditionFailure("no naive \(type(of: self))")
        }
    }
}

extension Activation {
    fileprivate func value(_ z: Double) -> Double {
        switch self {
        case .identity: z
        case .rectifier: z > 0 ? z : 0
        }
    }

    fileprivate func derivative(_ z: Double) -> Double {
        switch self {
        case .identity: 1
        case .rectifier: z > 0 ? 1 : 0
        }
    }
}

struct NaiveConvolution: NaiveLayer {
    let length, inputs, outputs, window, stride: Int
    let padding: Convolution1D.Padding
    let activation: Activation

    init(_ layer: Convolution1D) {
        (length, inputs, outputs) = (layer.inputLength, layer.inputChannels, layer.outputChannels)
        (window, stride) = (layer.window, layer.stride)
        (padding, activation) = (layer.padding, layer.activation)
    }

    /// The first positions of all windows, which may lie outside the signal where it is padded.
    private var starts: [Int] {
        switch padding {
        case .valid: return Array(Swift.stride(from: 0, through: length - window, by: stride))
        case .same:
            // As many windows as there are multiples of the stride below the length
            let starts = Array(Swift.stride(from: 0, to: length, by: stride))
            let missing = max(starts[starts.count - 1] + window - length, 0)
            return starts.map { $0 - missing / 2 }
        }
    }

    /// z, positions x outputs.
    private func sums(_ x: [Double], _ parameters: [Double]) -> [Double] {
        var z: [Double] = []
        for start in starts {
            for output in 0..<outputs {
                var sum = parameters[outputs * window * inputs + output]
                for tap in 0..<window where (0..<length).contains(start + tap) {
                    for channel in 0..<inputs {
                        let weight = parameters[(output * window + tap) * inputs + channel]
                        sum += weight * x[(start + tap) * inputs + channel]
                    }
                }
                z.append(sum)
            }
        }
        return z
    }

    func forward(_ x: [Double], _ parameters: [Double]) -> [Double] {
        sums(x, parameters).map(activation.value)
    }

    func backward(_ x: [Double], _ parameters: [Double], _ outputGradient: [Double]) -> NaiveGradients {
        let z = sums(x, parameters)
        var result = NaiveGradients(
            input: Array(repeating: 0, count: x.count), parameters: Array(repeating: 0, count: parameters.count))
        for (position, start) in starts.enumerated() {
            for output in 0..<outputs {
                let place = position * outputs + output
                let gradient = outputGradient[place] * activation.derivative(z[place])
                result.parameters[outputs * window * inputs + output] += gradient
                for tap in 0..<window where (0..<length).contains(start + tap) {
                    for channel in 0..<inputs {
                        let weight = (output * window + tap) * inputs + channel
                        let feature = (start + tap) * inputs + channel
                        result.parameters[weight] += gradient * x[feature]
                        result.input[feature] += gradient * parameters[weight]
                    }
                }
            }
        }
        return result
    }
}

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

struct NaiveDense: NaiveLayer {
    let inputs, outputs: Int
    let activation: Activation
    let hasBias: Bool

    init(_ layer: Dense) {
        (inputs, outputs, activation) = (layer.inputFeatures, layer.outputFeatures, layer.activation)
        hasBias = layer.hasBias
    }

    private func sums(_ x: [Double], _ parameters: [Double]) -> [Double] {
        (0..<outputs).map { output in
            (0..<inputs).reduce(hasBias ? parameters[outputs * inputs + output] : 0) {
                $0 + parameters[output * inputs + $1] * x[$1]
            }
        }
    }

    func forward(_ x: [Double], _ parameters: [Double]) -> [Double] {
        sums(x, parameters).map(activation.value)
    }

    func backward(_ x: [Double], _ parameters: [Double], _ outputGradient: [Double]) -> NaiveGradients {
        let z = sums(x, parameters)
        var result = NaiveGradients(
            input: Array(repeating: 0, count: inputs), parameters: Array(repeating: 0, count: parameters.count))
        for output in 0..<outputs {
            let gradient = outputGradient[output] * activation.derivative(z[output])
            if hasBias { result.parameters[outputs * inputs + output] = gradient }
            for input in 0..<inputs {
                result.parameters[output * inputs + input] = gradient * x[input]
                result.input[input] += gradient * parameters[output * inputs + input]
            }
        }
        return result
    }
}

/// Layers one after the other.
struct NaiveChain: NaiveLayer {
    private let layers: [(layer: any NaiveLayer, range: Range<Int>)]

    init(_ layers: [any Layer]) {
        var start = 0
        self.layers = layers.map { layer in
            defer { start += layer.parameterCount }
            return (layer.naive, start..<start + layer.parameterCount)
        }
    }

    func forward(_ x: [Double], _ parameters: [Double]) -> [Double] {
        layers.reduce(x) { $1.layer.forward($0, Array(parameters[$1.range])) }
    }

    func backward(_ x: [Double], _ parameters: [Double], _ outputGradient: [Double]) -> NaiveGradients {
        var inputs = [x]
        for (layer, range) in layers.dropLast() {
            inputs.append(layer.forward(inputs[inputs.count - 1], Array(parameters[range])))
        }
        var result = NaiveGradients(input: outputGradient, parameters: parameters)
        for ((layer, range), input) in zip(layers, inputs).reversed() {
            let gradients = layer.backward(input, Array(parameters[range]), result.input)
            result.input = gradients.input
            result.parameters.replaceSubrange(range, with: gradients.parameters)
        }
        return result
    }
}

extension NaiveLayer {
    /// The outputs and gradients of a batch; those of the parameters are summed over it.
    func results(_ batch: Batch) -> BatchResults<Double> {
        let parameters = batch.parameters.map(Double.init)
        var results = BatchResults<Double>(
            outputs: [], inputGradients: [], parameterGradients: Array(repeating: 0, count: parameters.count))
        for (input, outputGradient) in zip(batch.inputs, batch.outputGradients) {
            let input = input.map(Double.init)
            let gradients = backward(input, parameters, outputGradient.map(Double.init))
            results.outputs.append(forward(input, parameters))
            results.inputGradients.append(gradients.input)
            for (index, gradient) in gradients.parameters.enumerated() {
                results.parameterGradients[index] += gradient
            }
        }
        return results
    }
}
