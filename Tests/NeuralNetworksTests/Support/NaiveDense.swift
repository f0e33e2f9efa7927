import NeuralNetworks

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
