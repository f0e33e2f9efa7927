import NeuralNetworks

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
