internal import NumericalMethods

/// A fully connected layer: y = φ(W x + b).
public struct Dense: Layer {
    /// The number of entries of x.
    public let inputFeatures: Int
    /// The number of entries of y.
    public let outputFeatures: Int
    /// What is applied to the sums.
    public let activation: Activation
    /// Whether there is a bias b.
    public let hasBias: Bool

    /// Makes a dense layer.
    ///
    /// - Parameters:
    ///   - inputs: The number of entries of x.
    ///   - outputs: The number of entries of y.
    ///   - activation: What is applied to the sums.
    ///   - hasBias: Whether there is a bias.
    public init(inputs: Int, outputs: Int, activation: Activation, hasBias: Bool = true) {
        precondition(inputs > 0 && outputs > 0, "a dense layer of \(inputs) x \(outputs)")
        BLAS.useOneThread()
        inputFeatures = inputs
        outputFeatures = outputs
        self.activation = activation
        self.hasBias = hasBias
    }

    /// The weights W, outputs x inputs, and the biases b.
    public var parameters: [ParameterBlock] {
        let weights = ParameterBlock.weight(
            [outputFeatures, inputFeatures], fanIn: inputFeatures, fanOut: outputFeatures)
        return hasBias ? [weights, .bias(outputFeatures)] : [weights]
    }

    /// Computes Y = φ(W X + b) for the batch X, inputs x samples.
    public func forward(
        input: ActivationMatrix, output: ActivationMatrix, samples: Int, parameters: UnsafePointer<Float>
    ) {
        requireShapes(input: input, output: output, samples: samples)
        let biases = parameters + outputFeatures * inputFeatures
        let samples = ActivationMatrix.padded(samples: samples)
        for feature in 0..<outputFeatures where hasBias {
            (output.scalars + feature * output.leadingDimension).update(repeating: biases[feature], count: samples)
        }
        // Y[outputs x samples] = W[outputs x inputs] X[inputs x samples] + b
        BLAS.sgemm(
            .asIs, .asIs,
            outputFeatures, samples, inputFeatures,
            1, parameters, inputFeatures, input.scalars, input.leadingDimension,
            hasBias ? 1 : 0, output.scalars, output.leadingDimension)
        guard activation == .rectifier else { return }
        let used = samples / ActivationMatrix.Vector.scalarCount
        for feature in 0..<outputFeatures {
            let row = output.vectors(row: feature)
            for index in 0..<used {
                row[index].replace(with: 0, where: row[index] .< 0)
            }
        }
    }

    /// Computes dW = dZ Xᵀ, db = Σ over samples of dZ and, unless the layer is the first, dX = Wᵀ dZ.
    ///
    /// With dZ = dY ⊙ φ′(Z), the gradient with respect to the sums, which takes the place of dY.
    public func backward(
        _ pass: BackwardPass, samples: Int, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
    ) {
        requireShapes(input: pass.input, output: pass.output, samples: samples)
        let gradient = pass.outputGradient
        activation.maskGradient(gradient, output: pass.output, samples: samples)
        let samples = ActivationMatrix.padded(samples: samples)
        // dW[outputs x inputs] = dZ[outputs x samples] X[inputs x samples]ᵀ
        BLAS.sgemm(
            .asIs, .transposed,
            outputFeatures, inputFeatures, samples,
            1, gradient.scalars, gradient.leadingDimension,
            pass.input.scalars, pass.input.leadingDimension,
            0, parameterGradients, inputFeatures)
        if hasBias {
            gradient.sumRows(samples: samples, into: parameterGradients + outputFeatures * inputFeatures)
        }
        guard let inputGradient = pass.inputGradient else { return }
        // dX[inputs x samples] = Wᵀ dZ
        BLAS.sgemm(
            .transposed, .asIs,
            inputFeatures, samples, outputFeatures,
            1, parameters, inputFeatures, gradient.scalars, gradient.leadingDimension,
            0, inputGradient.scalars, inputGradient.leadingDimension)
    }
}

extension ActivationMatrix {
    /// Writes the sum over the samples of every row: the gradient of a bias.
    func sumRows(samples: Int, into sums: UnsafeMutablePointer<Float>) {
        let used = Self.padded(samples: samples) / Vector.scalarCount
        for feature in 0..<features {
            let row = vectors + feature &* vectorStride
            var sum = Vector.zero
            for index in 0..<used { sum += row[index] }
            sums[feature] = sum.sum()
        }
    }
}
