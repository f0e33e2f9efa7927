/// Soft thresholding with learned thresholds: y = max(0, x - τ), with one τ for each feature.
///
/// Source: B. Palsson, J. Sigurdsson, J. R. Sveinsson, M. O. Ulfarsson, "Hyperspectral unmixing using a neural network
/// autoencoder", IEEE Access 6 (2018) 25646–25656.
public struct SoftThreshold: Layer {
    /// The number of features a sample.
    public let inputFeatures: Int

    private typealias Vector = ActivationMatrix.Vector

    /// Makes a layer of so many features a sample.
    public init(features: Int) {
        precondition(features > 0, "\(features) thresholds")
        inputFeatures = features
    }

    /// The number of features a sample.
    public var outputFeatures: Int { inputFeatures }
    /// The thresholds τ, which start at zero.
    public var parameters: [ParameterBlock] {
        [ParameterBlock(name: "threshold", shape: [inputFeatures], role: .constant(0))]
    }

    /// Computes y.
    public func forward(
        input: ActivationMatrix, output: ActivationMatrix, samples: Int, parameters: UnsafePointer<Float>
    ) {
        requireShapes(input: input, output: output, samples: samples)
        let used = ActivationMatrix.padded(samples: samples) / Vector.scalarCount
        for feature in 0..<inputFeatures {
            let (x, y) = (input.vectors(row: feature), output.vectors(row: feature))
            let threshold = Vector(repeating: parameters[feature])
            for index in 0..<used {
                let difference = x[index] - threshold
                y[index] = difference.replacing(with: 0, where: difference .< 0)
            }
        }
    }

    /// Computes dx = dy where y > 0, and dτ = -Σ dx.
    public func backward(
        _ pass: BackwardPass, samples: Int, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
    ) {
        requireShapes(input: pass.input, output: pass.output, samples: samples)
        let used = ActivationMatrix.padded(samples: samples) / Vector.scalarCount
        for feature in 0..<inputFeatures {
            let (y, dy) = (pass.output.vectors(row: feature), pass.outputGradient.vectors(row: feature))
            let dx = (pass.inputGradient ?? pass.outputGradient).vectors(row: feature)
            var sum = Vector.zero
            for index in 0..<used {
                let gradient = dy[index].replacing(with: 0, where: y[index] .<= 0)
                dx[index] = gradient
                sum += gradient
            }
            parameterGradients[feature] = -sum.sum()
        }
    }
}
