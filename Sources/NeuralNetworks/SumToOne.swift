/// The division of what is not negative by its sum: yₖ = (xₖ + ε)/(Σ over j of xⱼ + K ε).
///
/// The ε of 10⁻⁶ gives a sample whose features are all zero the same share of each, and is lost beside any other.
public struct SumToOne: Layer {
    /// The number K of features a sample.
    public let inputFeatures: Int
    /// ε.
    public static let epsilon: Float = 1e-6

    private typealias Vector = ActivationMatrix.Vector

    /// Makes a layer of so many features a sample.
    public init(features: Int) {
        precondition(features > 0, "shares of \(features) features")
        inputFeatures = features
    }

    /// The number K of features a sample.
    public var outputFeatures: Int { inputFeatures }
    /// None.
    public var parameters: [ParameterBlock] { [] }

    /// Computes y.
    public func forward(
        input: ActivationMatrix, output: ActivationMatrix, samples: Int, parameters: UnsafePointer<Float>
    ) {
        requireShapes(input: input, output: output, samples: samples)
        for index in 0..<ActivationMatrix.padded(samples: samples) / Vector.scalarCount {
            let inverse = inverseSum(input, index)
            for feature in 0..<inputFeatures {
                output.vectors(row: feature)[index] = (input.vectors(row: feature)[index] + Self.epsilon) * inverse
            }
        }
    }

    /// Computes dxₖ = (dyₖ - Σ over j of dyⱼ yⱼ)/(Σ over j of xⱼ + K ε).
    public func backward(
        _ pass: BackwardPass, samples: Int, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
    ) {
        requireShapes(input: pass.input, output: pass.output, samples: samples)
        guard let inputGradient = pass.inputGradient else { return }
        for index in 0..<ActivationMatrix.padded(samples: samples) / Vector.scalarCount {
            let inverse = inverseSum(pass.input, index)
            var mean = Vector.zero
            for feature in 0..<inputFeatures {
                mean = mean.addingProduct(
                    pass.outputGradient.vectors(row: feature)[index], pass.output.vectors(row: feature)[index])
            }
            for feature in 0..<inputFeatures {
                inputGradient.vectors(row: feature)[index] =
                    (pass.outputGradient.vectors(row: feature)[index] - mean) * inverse
            }
        }
    }

    @inline(__always)
    private func inverseSum(_ input: ActivationMatrix, _ index: Int) -> Vector {
        var sum = Vector(repeating: Float(inputFeatures) * Self.epsilon)
        for feature in 0..<inputFeatures { sum += input.vectors(row: feature)[index] }
        return 1 / sum
    }
}
