import NeuralNetworks
import Testing

extension Layer {
    /// Runs the layer forwards and backwards over a batch.
    ///
    /// Whatever the layer must overwrite is NaN before. The padding of the input is finite but not zero, and that of the
    /// output's gradient is zero: a layer may count on no more, and must leave its output and input gradient likewise.
    func results(_ batch: Batch, capacity: Int? = nil) -> BatchResults<Float> {
        let capacity = capacity ?? batch.samples
        let input = ActivationMatrix(features: inputFeatures, capacity: capacity)
        let output = ActivationMatrix(features: outputFeatures, capacity: capacity)
        let inputGradient = ActivationMatrix(features: inputFeatures, capacity: capacity)
        let outputGradient = ActivationMatrix(features: outputFeatures, capacity: capacity)
        let parameters = FloatBuffer(count: parameterCount)
        let parameterGradients = FloatBuffer(count: parameterCount)
        let scratch = FloatBuffer(count: scratchCount(batchCapacity: capacity))
        parameterGradients.replace(with: Array(repeating: .nan, count: parameterCount))
        scratch.replace(with: Array(repeating: .nan, count: scratchCount(batchCapacity: capacity)))
        output.fill(with: .nan)
        inputGradient.fill(with: .nan)
        input.fill(with: 1000)

        parameters.replace(with: batch.parameters)
        input.write(batch.inputs)
        forward(input: input, output: output, samples: batch.samples, parameters: parameters.start)
        let outputs = output.read(samples: batch.samples)

        outputGradient.write(batch.outputGradients)
        backward(
            BackwardPass(input: input, output: output, outputGradient: outputGradient, inputGradient: inputGradient),
            samples: batch.samples, parameters: parameters.start, parameterGradients: parameterGradients.start,
            scratch: scratch.start)

        let padding = batch.samples..<(batch.samples + 31) / 32 * 32
        let outputPadding = (0..<outputFeatures).flatMap { feature in padding.map { output[feature, $0] } }
        #expect(outputPadding.allSatisfy { $0.isFinite }, "the output's padding")
        let gradientPadding = (0..<inputFeatures).flatMap { feature in padding.map { inputGradient[feature, $0] } }
        #expect(gradientPadding.allSatisfy { $0 == 0 }, "the input gradient's padding")
        return BatchResults(
            outputs: outputs, inputGradients: inputGradient.read(samples: batch.samples),
            parameterGradients: parameterGradients.copy())
    }
}

/// γₙ = nu/(1 − nu), u = 2⁻²⁴: a sum of n products in `Float`, in any order, is off by at most γₙ times the sum of their
/// magnitudes (Higham, "Accuracy and stability of numerical algorithms", 2nd ed., 2002, section 3.1).
func roundingBound(terms: Int) -> Double {
    let roundings = Double(terms) * Double(Float.ulpOfOne) / 2
    return roundings / (1 - roundings)
}

extension BatchResults<Double> {
    /// Sums of magnitudes turned into bounds of rounding, from the number of terms of each kind of sum.
    func bounds(outputTerms: Int, inputGradientTerms: Int, parameterGradientTerms: Int) -> BatchResults<Double> {
        BatchResults(
            outputs: outputs.map { $0.map { $0 * roundingBound(terms: outputTerms) } },
            inputGradients: inputGradients.map { $0.map { $0 * roundingBound(terms: inputGradientTerms) } },
            parameterGradients: parameterGradients.map { $0 * roundingBound(terms: parameterGradientTerms) })
    }
}

/// Numbers of samples around the kernels' groups of 32.
let batchSizes = [1, 7, 31, 32, 33, 64, 128]
