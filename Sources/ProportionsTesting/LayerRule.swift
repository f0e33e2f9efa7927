public import NeuralNetworks
internal import NumericalMethods

/// What every layer of a network has to do.
///
/// ```swift
/// @Test(arguments: LayerRule.allCases) func conforms(rule: LayerRule) {
///     #expect(rule.violations(by: MyLayer(inputs: 12, outputs: 5)) == [])
/// }
/// ```
public enum LayerRule: String, Sendable, CaseIterable {
    /// The gradients of inputs and parameters are those of central differences, as far as `Float` tells.
    case gradientsAreThoseOfTheOutput
    /// A sample's output and input gradient do not depend on the other samples of its batch.
    case samplesAreIndependent
    /// Gradients of parameters are overwritten and not added to what was there, and scratch may hold anything.
    case leftoversHaveNoPart
    /// The same input gives the same bits.
    case sameInputGivesSameBits

    /// Tries a layer.
    ///
    /// - Parameter layer: The layer, small enough that each input and parameter is varied by itself.
    /// - Returns: Where it breaks the rule, a sentence each; nothing where it keeps it.
    public func violations(by layer: any Layer) -> [String] {
        let trial = LayerTrial(layer)
        switch self {
        case .gradientsAreThoseOfTheOutput: return trial.differences()
        case .samplesAreIndependent:
            let (many, one) = (trial.pass(samples: 5), trial.pass(samples: 1))
            return [
                Array(many.output.prefix(layer.outputFeatures)) == one.output
                    ? nil : "the first sample's output depends on the others",
                Array(many.inputGradient.prefix(layer.inputFeatures)) == one.inputGradient
                    ? nil : "the first sample's input gradient depends on the others",
            ].compactMap(\.self)
        case .leftoversHaveNoPart:
            return trial.pass(samples: 3, leftovers: 0) == trial.pass(samples: 3, leftovers: 77)
                ? [] : ["what stood in the gradients or in the scratch before has a part in the result"]
        case .sameInputGivesSameBits:
            return trial.pass(samples: 4) == trial.pass(samples: 4) ? [] : ["a second pass gives other bits"]
        }
    }
}

/// One layer with made-up inputs and parameters.
private struct LayerTrial {
    /// What a forward and a backward pass give, a run of features a sample.
    struct Pass: Equatable {
        var output: [Float] = []
        var inputGradient: [Float] = []
        var parameterGradient: [Float] = []
    }

    let layer: any Layer
    private let parameters: [Float]

    init(_ layer: any Layer) {
        self.layer = layer
        parameters = Self.numbers(layer.parameterCount, "parameters")
    }

    private static func numbers(_ count: Int, _ purpose: String) -> [Float] {
        var stream = Seed(experiment: "conformance of a layer", base: 0).derived(purpose, 0).stream()
        return (0..<count).map { _ in Float(2 * stream.uniform() - 1) }
    }

    /// The inputs of samples; the first ones are the same for every number of samples.
    private func inputs(samples: Int) -> [Float] { Self.numbers(samples * layer.inputFeatures, "inputs") }
    private func weights(samples: Int) -> [Float] { Self.numbers(samples * layer.outputFeatures, "weights") }

    func pass(samples: Int, leftovers: Float = 0) -> Pass {
        pass(inputs(samples: samples), parameters, samples: samples, leftovers: leftovers)
    }

    private func pass(_ inputs: [Float], _ values: [Float], samples: Int, leftovers: Float = 0) -> Pass {
        let input = ActivationMatrix(features: layer.inputFeatures, capacity: samples)
        let output = ActivationMatrix(features: layer.outputFeatures, capacity: samples)
        let inputGradient = ActivationMatrix(features: layer.inputFeatures, capacity: samples)
        let outputGradient = ActivationMatrix(features: layer.outputFeatures, capacity: samples)
        let parameters = FloatBuffer(count: layer.parameterCount)
        let gradients = FloatBuffer(count: layer.parameterCount)
        let scratch = FloatBuffer(count: layer.scratchCount(batchCapacity: samples))
        parameters.replace(with: values)
        gradients.replace(with: Array(repeating: leftovers, count: layer.parameterCount))
        scratch.replace(with: Array(repeating: leftovers, count: layer.scratchCount(batchCapacity: samples)))
        input.write(inputs, samples: samples)
        layer.forward(input: input, output: output, samples: samples, parameters: parameters.start)
        let result = output.read(samples: samples)
        outputGradient.write(weights(samples: samples), samples: samples)
        layer.backward(
            BackwardPass(input: input, output: output, outputGradient: outputGradient, inputGradient: inputGradient),
            samples: samples, parameters: parameters.start, parameterGradients: gradients.start,
            scratch: scratch.start)
        return Pass(
            output: result, inputGradient: inputGradient.read(samples: samples), parameterGradient: gradients.copy())
    }

    /// Compares with differences of Σ w·y over one sample.
    ///
    /// A step of 1/64 leaves rounding errors of about 64 · 6·10⁻⁸ times the size of the sum. Where a rectifier has its kink
    /// within the step, the difference on the other side is exact; so the derivative must be that of one side, or between
    /// both.
    func differences() -> [String] {
        let (inputs, step) = (inputs(samples: 1), Float(1) / 64)
        let weights = weights(samples: 1)
        let exact = pass(inputs, parameters, samples: 1)
        func sum(_ inputs: [Float], _ parameters: [Float]) -> Double {
            zip(pass(inputs, parameters, samples: 1).output, weights).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        }
        let center = sum(inputs, parameters)
        func compare(_ name: String, _ gradient: [Float], _ sums: (Int, Float) -> Double) -> [String] {
            let wrong = gradient.indices.filter { index in
                let above = (sums(index, step) - center) / Double(step)
                let below = (center - sums(index, -step)) / Double(step)
                let tolerance = 0.01 * max(1, abs(above), abs(below))
                return !(min(above, below) - tolerance...max(above, below) + tolerance).contains(
                    Double(gradient[index]))
            }
            guard !wrong.isEmpty else { return [] }
            return ["\(wrong.count) of \(gradient.count) gradients of \(name) are not those of differences: \(wrong)"]
        }
        return compare("inputs", exact.inputGradient) { index, step in
            var moved = inputs
            moved[index] += step
            return sum(moved, parameters)
        }
            + compare("parameters", exact.parameterGradient) { index, step in
                var moved = parameters
                moved[index] += step
                return sum(inputs, moved)
            }
    }
}

extension ActivationMatrix {
    /// Writes runs of features, one a sample.
    fileprivate func write(_ values: [Float], samples: Int) {
        for sample in 0..<samples {
            for feature in 0..<features {
                scalars[feature * leadingDimension + sample] = values[sample * features + feature]
            }
        }
    }

    /// Reads runs of features, one a sample.
    fileprivate func read(samples: Int) -> [Float] {
        (0..<samples).flatMap { sample in (0..<features).map { scalars[$0 * leadingDimension + sample] } }
    }
}
