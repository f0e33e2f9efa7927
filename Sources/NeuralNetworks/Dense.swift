internal import CRowKernels

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
    /// The instructions that it computes with; the bits of its results do not depend on them.
    package var instructions = InstructionSet.chosen

    /// Makes a dense layer.
    ///
    /// - Parameters:
    ///   - inputs: The number of entries of x.
    ///   - outputs: The number of entries of y.
    ///   - activation: What is applied to the sums.
    ///   - hasBias: Whether there is a bias.
    public init(inputs: Int, outputs: Int, activation: Activation, hasBias: Bool = true) {
        precondition(inputs > 0 && outputs > 0, "a dense layer of \(inputs) x \(outputs)")
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

    /// Room for the partial sums of db, eight an output, and for 32 rows of X or dZ as columns.
    public func scratchCount(batchCapacity: Int) -> Int {
        panelOffset + ActivationMatrix.samplesPerGroup * ActivationMatrix.padded(samples: batchCapacity)
    }

    /// Computes Y = φ(W X + b) for the batch X, inputs x samples.
    ///
    /// Every entry of Y is one sum, from b over the first input to the last.
    public func forward(
        input: ActivationMatrix, output: ActivationMatrix, samples: Int, parameters: UnsafePointer<Float>
    ) {
        requireShapes(input: input, output: output, samples: samples)
        // Y[outputs x samples] = W[outputs x inputs] X[inputs x samples] + b
        var operands = row_product(
            outputs: outputFeatures, terms: inputFeatures, weights: parameters, weight_stride: inputFeatures,
            biases: hasBias ? parameters + outputFeatures * inputFeatures : nil, x: input.scalars, y: output.scalars,
            x_row_stride: input.leadingDimension, y_row_stride: output.leadingDimension, floor: activation.floor,
            rectified: nil, sums: nil)
        compute(instructions.kernels().product, &operands, output, of: input, samples: samples)
    }

    /// Computes dW = dZ Xᵀ, db = Σ over samples of dZ and, unless the layer is the first, dX = Wᵀ dZ.
    ///
    /// With dZ = dY ⊙ φ′(Z), the gradient with respect to the sums, which takes the place of dY. Every entry of dW is one sum
    /// from the first sample to the last, and every entry of dX one from the first output to the last. An entry of db has
    /// eight partial sums, each of every eighth sample.
    public func backward(
        _ pass: BackwardPass, samples: Int, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
    ) {
        requireShapes(input: pass.input, output: pass.output, samples: samples)
        let gradient = pass.outputGradient
        rectify(gradient, output: pass.output, samples: samples, biasSums: scratch)
        for feature in 0..<outputFeatures where hasBias {
            parameterGradients[outputFeatures * inputFeatures + feature] =
                UnsafeRawPointer(scratch + 8 * feature).load(as: SIMD8<Float>.self).sum()
        }
        // dW[outputs x inputs] = dZ[outputs x samples] X[inputs x samples]ᵀ
        var factors = row_inner_products(
            outputs: outputFeatures, terms: inputFeatures, samples: ActivationMatrix.padded(samples: samples),
            g: gradient.scalars, g_row_stride: gradient.leadingDimension, x: pass.input.scalars,
            x_row_stride: pass.input.leadingDimension, products: parameterGradients, panel: scratch + panelOffset)
        instructions.kernels().inner_products(&factors)
        guard let inputGradient = pass.inputGradient else { return }
        // dX[inputs x samples] = Wᵀ dZ
        var operands = row_product(
            outputs: inputFeatures, terms: outputFeatures, weights: parameters, weight_stride: inputFeatures,
            biases: nil, x: gradient.scalars, y: inputGradient.scalars, x_row_stride: gradient.leadingDimension,
            y_row_stride: inputGradient.leadingDimension, floor: -.infinity, rectified: nil, sums: nil)
        compute(
            instructions.kernels().transposed_product, &operands, inputGradient, of: gradient, samples: samples)
    }

    /// Computes a product for one group of samples after the other.
    private func compute(
        _ product: (UnsafePointer<row_product>) -> Void, _ operands: inout row_product, _ y: ActivationMatrix,
        of x: ActivationMatrix, samples: Int
    ) {
        for group in 0..<ActivationMatrix.groups(samples: samples) {
            operands.x = UnsafePointer(x.scalars(row: 0, group: group))
            operands.y = y.scalars(row: 0, group: group)
            product(&operands)
        }
    }

    /// Turns dY into dZ, and writes eight sums of it for each output, in one passage.
    private func rectify(
        _ gradient: ActivationMatrix, output: ActivationMatrix, samples: Int, biasSums: UnsafeMutablePointer<Float>
    ) {
        guard hasBias || activation == .rectifier else { return }
        biasSums.update(repeating: 0, count: 8 * outputFeatures)
        var operands = row_rectifier(
            positions: 1, channels: outputFeatures, groups: ActivationMatrix.groups(samples: samples),
            group_stride: output.groupStride, y: activation == .rectifier ? UnsafePointer(output.scalars) : nil,
            gradient: gradient.scalars, row_stride: output.leadingDimension, sums: biasSums)
        instructions.kernels().rectifier_gradient(&operands)
    }

    /// Where the panel stands in the scratch: on a cache line behind the partial sums of db.
    private var panelOffset: Int { (8 * outputFeatures + 15) / 16 * 16 }
}
