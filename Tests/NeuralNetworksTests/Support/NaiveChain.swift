import NeuralNetworks

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
