import NeuralNetworks

/// A convolution number by number in `Float`, with the order of sums that records were made with.
///
/// The bits of committed records stand and fall with this order. Every product is added with one rounding.
struct OrderedConvolution {
    let layer: Convolution1D
    let batch: Batch

    private var terms: Int { layer.window * layer.inputChannels }
    private var left: Int {
        guard layer.padding == .same else { return 0 }
        return max((layer.outputLength - 1) * layer.stride + layer.window - layer.inputLength, 0) / 2
    }

    /// The features of the window of a position that exist, with the columns of W that they meet.
    private func window(_ position: Int) -> [(feature: Int, column: Int)] {
        (0..<terms).compactMap { column in
            let feature = (position * layer.stride - left) * layer.inputChannels + column
            return (0..<layer.inputFeatures).contains(feature) ? (feature, column) : nil
        }
    }

    func results() -> BatchResults<Float> {
        let outputs = batch.inputs.map(output)
        let gradients = zip(batch.outputGradients, outputs).map { gradients, outputs in
            zip(gradients, outputs).map { layer.activation == .rectifier && $1 <= 0 ? 0 : $0 }
        }
        return BatchResults(
            outputs: outputs, inputGradients: gradients.map(inputGradient),
            parameterGradients: weightGradients(gradients) + biasGradients(gradients))
    }

    /// The bias, then the terms of the window from the first on.
    private func output(_ x: [Float]) -> [Float] {
        (0..<layer.outputFeatures).map { place in
            let (position, channel) = place.quotientAndRemainder(dividingBy: layer.outputChannels)
            var sum = batch.parameters[layer.outputChannels * terms + channel]
            for (feature, column) in window(position) {
                sum.addProduct(batch.parameters[channel * terms + column], x[feature])
            }
            return layer.activation == .rectifier && sum < 0 ? 0 : sum
        }
    }

    /// The windows that cover a feature from the first on, and of each the outputs.
    private func inputGradient(_ gradient: [Float]) -> [Float] {
        var sums = Array(repeating: Float(0), count: layer.inputFeatures)
        for position in 0..<layer.outputLength {
            for (feature, column) in window(position) {
                for channel in 0..<layer.outputChannels {
                    sums[feature].addProduct(
                        batch.parameters[channel * terms + column],
                        gradient[position * layer.outputChannels + channel])
                }
            }
        }
        return sums
    }

    /// Eight sums, one for every eighth sample, position by position and in each of these over all samples; then their sum.
    private func biasGradients(_ gradients: [[Float]]) -> [Float] {
        (0..<layer.outputChannels).map { channel in
            var sums = Array(repeating: Float(0), count: 8)
            for position in 0..<layer.outputLength {
                for (sample, gradient) in gradients.enumerated() {
                    sums[sample % 8] += gradient[position * layer.outputChannels + channel]
                }
            }
            return sums.dropFirst().reduce(sums[0], +)
        }
    }

    /// Group by group of 32 samples: the sum over all positions whose windows are whole, then each other position alone.
    private func weightGradients(_ gradients: [[Float]]) -> [Float] {
        let whole = (0..<layer.outputLength).filter { window($0).count == terms }
        let parts =
            (whole.isEmpty ? [] : [whole]) + (0..<layer.outputLength).filter { !whole.contains($0) }.map { [$0] }
        var sums = Array(repeating: Float(0), count: layer.outputChannels * terms)
        for group in stride(from: 0, to: batch.samples, by: 32) {
            let samples = group..<min(group + 32, batch.samples)
            for part in parts {
                let columns = window(part[0]).map(\.column)
                for channel in 0..<layer.outputChannels {
                    for (index, column) in columns.enumerated() {
                        // Outputs are taken in threes, terms in fours; what is left over has a sum for each sample.
                        let isLeftOver =
                            (channel == layer.outputChannels - 1 && layer.outputChannels % 3 == 1)
                            || index >= columns.count / 4 * 4
                        var lanes = Array(repeating: Float(0), count: 32)
                        for position in part {
                            let features = window(position).map(\.feature)
                            for sample in samples {
                                lanes[(sample - group) % (isLeftOver ? 32 : 8)].addProduct(
                                    gradients[sample][position * layer.outputChannels + channel],
                                    batch.inputs[sample][features[index]])
                            }
                        }
                        if isLeftOver {
                            for lane in 0..<8 {
                                lanes[lane] = (lanes[lane] + lanes[lane + 8]) + (lanes[lane + 16] + lanes[lane + 24])
                            }
                        }
                        sums[channel * terms + column] += lanes[1..<8].reduce(lanes[0], +)
                    }
                }
            }
        }
        return sums
    }
}
