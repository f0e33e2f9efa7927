import NeuralNetworks

/// A layer as its definition says, for one sample, in `Double` and plain loops: what the layers are tested against.
protocol NaiveLayer {
    /// The output for an input.
    func forward(_ x: [Double], _ parameters: [Double]) -> [Double]
    /// The gradients with respect to the input and the parameters, from the one with respect to the output.
    func backward(_ x: [Double], _ parameters: [Double], _ outputGradient: [Double]) -> NaiveGradients
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
