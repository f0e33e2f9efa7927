/// Batch normalization: y = γ (x - μ)/√(σ² + ε) + β.
///
/// The mean μ and the variance σ² (divided by the number of samples) of each feature are those of the batch. No averages over
/// batches are kept: whoever wants the statistics of a whole dataset makes it one batch.
///
/// Source: S. Ioffe and C. Szegedy, *Batch Normalization*, ICML 2015, Algorithm 1.
public struct BatchNormalization: Layer {
    /// The number of features a sample.
    public let inputFeatures: Int
    /// ε, as PyTorch has it.
    public static let epsilon = 1e-5

    private typealias Vector = ActivationMatrix.Vector

    /// Makes a normalization of so many features a sample.
    public init(features: Int) {
        precondition(features > 0, "a normalization of \(features) features")
        inputFeatures = features
    }

    /// The number of features a sample.
    public var outputFeatures: Int { inputFeatures }
    /// The scales γ and the shifts β, one a feature.
    public var parameters: [ParameterBlock] { ParameterBlock.normalization(inputFeatures) }

    /// Computes μ and σ², then y.
    public func forward(
        input: ActivationMatrix, output: ActivationMatrix, samples: Int, parameters: UnsafePointer<Float>
    ) {
        forward(input: input, output: output, samples: samples, parameters: parameters) { feature in
            Moments(input.vectors(row: feature), samples: samples)
        }
    }

    /// Computes y with the moments of a dataset that the batch is a part of.
    package func forward(
        input: ActivationMatrix, output: ActivationMatrix, samples: Int, parameters: UnsafePointer<Float>,
        of dataset: DatasetMoments
    ) {
        forward(input: input, output: output, samples: samples, parameters: parameters) { dataset.moments[$0] }
    }

    private func forward(
        input: ActivationMatrix, output: ActivationMatrix, samples: Int, parameters: UnsafePointer<Float>,
        moments: (_ feature: Int) -> Moments
    ) {
        requireShapes(input: input, output: output, samples: samples)
        let used = ActivationMatrix.padded(samples: samples) / Vector.scalarCount
        for feature in 0..<inputFeatures {
            let (x, y) = (input.vectors(row: feature), output.vectors(row: feature))
            let moments = moments(feature)
            let scale = Vector(repeating: parameters[feature] * moments.inverseDeviation)
            let shift = Vector(repeating: parameters[inputFeatures + feature])
            let mean = Vector(repeating: moments.mean)
            for index in 0..<used { y[index] = shift.addingProduct(x[index] - mean, scale) }
        }
    }

    /// Computes, with n samples and x̂ = (x - μ)/√(σ² + ε), dβ = Σ dy, dγ = Σ dy x̂ and
    /// dx = γ/√(σ² + ε) · (dy - dβ/n - x̂ dγ/n).
    public func backward(
        _ pass: BackwardPass, samples: Int, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
    ) {
        requireShapes(input: pass.input, output: pass.output, samples: samples)
        let used = ActivationMatrix.padded(samples: samples) / Vector.scalarCount
        for feature in 0..<inputFeatures {
            let (x, dy) = (pass.input.vectors(row: feature), pass.outputGradient.vectors(row: feature))
            let moments = Moments(x, samples: samples)
            let mean = Vector(repeating: moments.mean)
            let inverse = Vector(repeating: moments.inverseDeviation)
            // The gradient's padding is zero, so that whole vectors may be summed.
            var (sum, product) = (Vector.zero, Vector.zero)
            for index in 0..<used {
                sum += dy[index]
                product = product.addingProduct(dy[index], (x[index] - mean) * inverse)
            }
            let (shiftGradient, scaleGradient) = (sum.sum(), product.sum())
            parameterGradients[feature] = scaleGradient
            parameterGradients[inputFeatures + feature] = shiftGradient
            guard let inputGradient = pass.inputGradient else { continue }
            let share = 1 / Float(samples)
            let factor = Vector(repeating: parameters[feature] * moments.inverseDeviation)
            let meanGradient = Vector(repeating: shiftGradient * share)
            let slope = Vector(repeating: scaleGradient * share) * inverse
            let dx = inputGradient.vectors(row: feature)
            for index in 0..<used { dx[index] = factor * (dy[index] - meanGradient - (x[index] - mean) * slope) }
        }
        pass.inputGradient?.clearPadding(samples: samples)
    }
}
