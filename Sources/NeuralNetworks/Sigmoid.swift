internal import Foundation

/// The logistic function: y = 1/(1 + exp(-x)).
public struct Sigmoid: Layer {
    /// The number of features a sample.
    public let inputFeatures: Int

    /// Makes a layer of so many features a sample.
    public init(features: Int) {
        precondition(features > 0, "a sigmoid of \(features) features")
        inputFeatures = features
    }

    /// The number of features a sample.
    public var outputFeatures: Int { inputFeatures }
    /// None.
    public var parameters: [ParameterBlock] { [] }

    /// Computes y.
    public func forward(
        input: ActivationMatrix, output: ActivationMatrix, samples: Int, parameters: UnsafePointer<Float>
    ) {
        requireShapes(input: input, output: output, samples: samples)
        for feature in 0..<inputFeatures {
            let start = feature * input.leadingDimension
            for place in start..<start + ActivationMatrix.padded(samples: samples) {
                output.scalars[place] = 1 / (1 + exp(-input.scalars[place]))
            }
        }
    }

    /// Computes dx = dy y (1 - y).
    public func backward(
        _ pass: BackwardPass, samples: Int, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
    ) {
        requireShapes(input: pass.input, output: pass.output, samples: samples)
        guard let inputGradient = pass.inputGradient else { return }
        pass.input.forEachVector(samples: samples) { place in
            let y = pass.output.vectors[place]
            inputGradient.vectors[place] = pass.outputGradient.vectors[place] * y * (1 - y)
        }
    }
}
