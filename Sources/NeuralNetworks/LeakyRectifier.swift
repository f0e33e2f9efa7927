/// The leaky rectifier: y = x where x > 0, and s·x elsewhere.
///
/// Source: A. L. Maas, A. Y. Hannun, A. Y. Ng, *Rectifier Nonlinearities Improve Neural Network Acoustic Models*, ICML 2013.
public struct LeakyRectifier: Layer {
    /// The number of features a sample.
    public let inputFeatures: Int
    /// The slope s below zero; 0 for a plain rectifier.
    public let negativeSlope: Float

    /// Makes a leaky rectifier.
    ///
    /// - Parameters:
    ///   - features: The number of features a sample.
    ///   - negativeSlope: The slope below zero, zero or more; zero for a plain rectifier.
    public init(features: Int, negativeSlope: Float) {
        precondition(features > 0 && negativeSlope >= 0, "a rectifier of \(features) with slope \(negativeSlope)")
        inputFeatures = features
        self.negativeSlope = negativeSlope
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
        let slope = ActivationMatrix.Vector(repeating: negativeSlope)
        input.forEachVector(samples: samples) { place in
            let x = input.vectors[place]
            output.vectors[place] = x.replacing(with: x * slope, where: x .<= 0)
        }
    }

    /// Computes dx = dy where y > 0, and s·dy elsewhere.
    public func backward(
        _ pass: BackwardPass, samples: Int, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
    ) {
        requireShapes(input: pass.input, output: pass.output, samples: samples)
        guard let inputGradient = pass.inputGradient else { return }
        let slope = ActivationMatrix.Vector(repeating: negativeSlope)
        let (gradient, input) = (pass.outputGradient.vectors, pass.input.vectors)
        pass.input.forEachVector(samples: samples) { place in
            let dy = gradient[place]
            inputGradient.vectors[place] = dy.replacing(with: dy * slope, where: input[place] .<= 0)
        }
    }
}

extension ActivationMatrix {
    /// Calls `body` with the place of every vector that holds samples of a batch, or padding behind them.
    @inline(__always)
    func forEachVector(samples: Int, _ body: (Int) -> Void) {
        let used = Self.padded(samples: samples) / Vector.scalarCount
        for feature in 0..<features {
            let start = feature &* vectorStride
            for place in start..<start &+ used { body(place) }
        }
    }
}
