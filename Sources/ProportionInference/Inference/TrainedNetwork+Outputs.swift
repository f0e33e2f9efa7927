internal import NeuralNetworks
public import NumericalMethods

extension TrainedNetwork {
    /// The network's outputs for samples, before the head of the loss.
    ///
    /// - Parameter inputs: The samples as the network was trained on them, samples x features.
    /// - Returns: The outputs, samples x classes.
    /// - Throws: ``SignalTooShort``, which a network that was trained does not.
    public func outputs(of inputs: Matrix<Float>) throws -> Matrix<Double> {
        let capacity = 64
        let network = Network(
            layers: try architecture.layers(inputLength: features, classes: classes), batchCapacity: capacity)
        network.parameters.replace(with: parameters.flatMap(\.values))
        var outputs = Matrix(rows: inputs.rows, columns: classes, repeating: 0.0)
        let all = Array(0..<inputs.rows)
        for start in stride(from: 0, to: inputs.rows, by: capacity) {
            let rows = all[start..<min(start + capacity, inputs.rows)]
            network.loadInput(inputs, rows: rows)
            network.forward(samples: rows.count)
            for (place, row) in rows.enumerated() {
                for k in 0..<classes {
                    outputs[row, k] = Double(
                        network.output.scalars[k * network.output.leadingDimension + place])
                }
            }
        }
        return outputs
    }
}

extension ProportionLoss {
    /// The proportions that outputs stand for.
    ///
    /// - Parameter outputs: The outputs, samples x classes.
    /// - Returns: The proportions, samples x classes.
    public func proportions(ofOutputs outputs: Matrix<Double>) -> Matrix<Double> {
        var proportions = outputs
        let classes = outputs.columns
        proportions.elements.withUnsafeMutableBufferPointer { all in
            for row in 0..<outputs.rows {
                let own = row * classes..<(row + 1) * classes
                var span = all.extracting(own).mutableSpan
                writeProportions(outputs: outputs.elements.span.extracting(own), into: &span)
            }
        }
        return proportions
    }
}
