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
        requireShapes(input: input, output: output, samples: samples)
        let used = ActivationMatrix.padded(samples: samples) / Vector.scalarCount
        for feature in 0..<inputFeatures {
            let (x, y) = (input.vectors(row: feature), output.vectors(row: feature))
            let moments = Moments(x, samples: samples)
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

/// The mean of a row, and 1/√(σ² + ε).
private struct Moments {
    private typealias Vector = ActivationMatrix.Vector

    let mean: Float
    let inverseDeviation: Float

    init(_ row: UnsafeMutablePointer<ActivationMatrix.Vector>, samples: Int) {
        let total = Double(samples)
        let mean = Self.sum(row, samples: samples) { $0 } / total
        let center = Vector(repeating: Float(mean))
        let variance = Self.sum(row, samples: samples) { ($0 - center) * ($0 - center) } / total
        self.mean = Float(mean)
        inverseDeviation = Float(1 / (variance + BatchNormalization.epsilon).squareRoot())
    }

    /// The sum over the samples of a term, without the padding: in single precision for runs of 512, then in double.
    @inline(__always)
    private static func sum(
        _ row: UnsafeMutablePointer<Vector>, samples: Int, _ term: (Vector) -> Vector
    ) -> Double {
        let whole = samples / Vector.scalarCount
        var total = 0.0
        var start = 0
        while start < whole {
            let end = min(start &+ 64, whole)
            var sum = Vector.zero
            for index in start..<end { sum += term(row[index]) }
            total += Double(sum.sum())
            start = end
        }
        let rest = samples % Vector.scalarCount
        if rest > 0 {
            let terms = term(row[whole])
            for lane in 0..<rest { total += Double(terms[lane]) }
        }
        return total
    }
}
