import NeuralNetworks

/// A dense layer number by number in `Float`, with the order of sums that records were made with.
///
/// Every product is added with one rounding.
struct OrderedDense {
    let layer: Dense
    let batch: Batch

    private func weight(_ output: Int, _ input: Int) -> Float {
        batch.parameters[output * layer.inputFeatures + input]
    }

    func results() -> BatchResults<Float> {
        let outputs = batch.inputs.map(output)
        let gradients = zip(batch.outputGradients, outputs).map { gradients, outputs in
            zip(gradients, outputs).map { layer.activation == .rectifier && $1 <= 0 ? 0 : $0 }
        }
        return BatchResults(
            outputs: outputs, inputGradients: gradients.map(inputGradient),
            parameterGradients: weightGradients(gradients) + (layer.hasBias ? biasGradients(gradients) : []))
    }

    /// The bias, then the inputs from the first on.
    private func output(_ x: [Float]) -> [Float] {
        (0..<layer.outputFeatures).map { output in
            var sum = layer.hasBias ? batch.parameters[layer.outputFeatures * layer.inputFeatures + output] : 0
            for input in x.indices { sum.addProduct(weight(output, input), x[input]) }
            return layer.activation == .rectifier && sum < 0 ? 0 : sum
        }
    }

    /// The outputs from the first on.
    private func inputGradient(_ gradient: [Float]) -> [Float] {
        (0..<layer.inputFeatures).map { input in
            gradient.indices.reduce(into: Float(0)) { $0.addProduct(weight($1, input), gradient[$1]) }
        }
    }

    /// The samples from the first on.
    private func weightGradients(_ gradients: [[Float]]) -> [Float] {
        (0..<layer.outputFeatures).flatMap { output in
            (0..<layer.inputFeatures).map { input in
                zip(gradients, batch.inputs).reduce(into: Float(0)) { $0.addProduct($1.0[output], $1.1[input]) }
            }
        }
    }

    /// Eight sums, each of every eighth sample, and then their sum.
    private func biasGradients(_ gradients: [[Float]]) -> [Float] {
        (0..<layer.outputFeatures).map { output in
            var sums = Array(repeating: Float(0), count: 8)
            for (sample, gradient) in gradients.enumerated() { sums[sample % 8] += gradient[output] }
            return sums.dropFirst().reduce(sums[0], +)
        }
    }
}
