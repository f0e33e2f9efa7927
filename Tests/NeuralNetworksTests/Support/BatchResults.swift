import TestSupport
import NeuralNetworks

/// What comes of a batch: outputs and input gradients a sample, and the sum of the parameters' gradients.
struct BatchResults<Number: BinaryFloatingPoint>: Equatable {
    var outputs: [[Number]]
    var inputGradients: [[Number]]
    var parameterGradients: [Number]

    /// The first place where these are farther from others than a tolerance, in words; nothing if there is none.
    func firstDifference(
        from expected: BatchResults<Double>, within tolerance: BatchResults<Double>? = nil
    ) -> String? {
        difference(
            "outputs", outputs.flatMap(\.self), expected.outputs.flatMap(\.self), tolerance?.outputs.flatMap(\.self))
            ?? difference(
                "input gradients", inputGradients.flatMap(\.self), expected.inputGradients.flatMap(\.self),
                tolerance?.inputGradients.flatMap(\.self))
            ?? difference(
                "parameter gradients", parameterGradients, expected.parameterGradients, tolerance?.parameterGradients)
    }

    private func difference(
        _ name: String, _ ours: [Number], _ expected: [Double], _ tolerance: [Double]?
    ) -> String? {
        let tolerance = tolerance ?? Array(repeating: 0, count: expected.count)
        guard ours.count == expected.count, tolerance.count == expected.count else {
            return "\(ours.count) \(name), not \(expected.count), or \(tolerance.count) tolerances"
        }
        for (index, value) in ours.enumerated() where !(abs(Double(value) - expected[index]) <= tolerance[index]) {
            return "\(name)[\(index)] is \(value), not \(expected[index]) ± \(tolerance[index])"
        }
        return nil
    }
}
