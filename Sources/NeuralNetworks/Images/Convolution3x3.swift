internal import COpenBLAS

/// A 3 x 3 convolution of an image with stride 1, padded by reflection, without bias.
///
/// y[r, q, o] = Σ over i, j < 3 and c of W[i, j, c, o] · x[r + i - 1, q + j - 1, c], as large as the image. A bias is left
/// out because a normalization follows, which takes any constant away again.
///
/// It is computed by Winograd's method in tiles of 4 x 4 outputs (``WinogradTransforms``): with U = G W Gᵀ and
/// V = Bᵀ x B of every tile, 36 products of matrices M = V U, tiles x C by C x O, whose Aᵀ M A are the outputs. That is a
/// quarter of the multiplications of the definition, at the cost of rounding: errors are some 10⁻⁶ of the largest output
/// rather than 10⁻⁷. The backward pass is the transpose of the same three steps.
public struct Convolution3x3: ImageLayer {
    /// The rows, columns and channels that it takes, at least 2 x 2 pixels.
    public let inputShape: FeatureShape
    /// The number of channels that it gives.
    public let outputChannels: Int

    /// Makes a convolution.
    ///
    /// - Parameters:
    ///   - input: The rows, columns and channels that it takes, at least 2 x 2 pixels.
    ///   - outputChannels: The number of channels that it gives.
    public init(input: FeatureShape, outputChannels: Int) {
        precondition(
            input.rows >= 2 && input.columns >= 2 && outputChannels > 0,
            "a 3 x 3 convolution of \(input) to \(outputChannels) channels")
        BLAS.useOneThread()
        inputShape = input
        self.outputChannels = outputChannels
    }

    /// The rows, columns and channels that it gives.
    public var outputShape: FeatureShape { inputShape.with(channels: outputChannels) }

    /// The weights W, 3 x 3 x C x O.
    public var parameters: [ParameterBlock] {
        [
            .weight(
                [3, 3, inputShape.channels, outputChannels], fanIn: 9 * inputShape.channels, fanOut: 9 * outputChannels)
        ]
    }

    /// U and its gradient, 36 x C x O each; V, 36 x tiles x C; M, 36 x tiles x O.
    public var memoryCount: Int { 2 * filterCount + 36 * tiles * (inputStride + outputStride) }

    /// Computes the convolution.
    public func forward(
        input: FeatureView, output: FeatureView, parameters: UnsafePointer<Float>,
        memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: input, output: output)
        let memory = Memory(self, memory)
        transformFilters(parameters, into: memory.filters, team: team)
        transformInput(input, into: memory.inputs, team: team)
        team.forEach(36) { index in
            // M[tiles x O] = V[tiles x C] U[C x O]
            cblas_sgemm(
                CblasRowMajor, CblasNoTrans, CblasNoTrans,
                blasint(tiles), blasint(outputChannels), blasint(inputShape.channels),
                1, memory.inputs + index &* tiles &* inputStride, blasint(inputStride),
                memory.filters + index &* inputShape.channels &* outputStride, blasint(outputStride),
                0, memory.outputs + index &* tiles &* outputStride, blasint(outputStride))
        }
        transformOutput(memory.outputs, into: output, team: team)
    }

    /// Computes the gradients: dM = A dY Aᵀ, dU = Vᵀ dM and dV = dM Uᵀ, then dW = Gᵀ dU G and dX from B dV Bᵀ of every tile.
    public func backward(
        _ pass: ImageBackwardPass, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: pass.input, output: pass.output)
        let memory = Memory(self, memory)
        transposeOutput(pass.outputGradient, into: memory.outputs, team: team)
        team.forEach(36) { index in
            let gradients = memory.outputs + index &* tiles &* outputStride
            let inputs = memory.inputs + index &* tiles &* inputStride
            // dU[C x O] = V[tiles x C]ᵀ dM[tiles x O]
            cblas_sgemm(
                CblasRowMajor, CblasTrans, CblasNoTrans,
                blasint(inputShape.channels), blasint(outputChannels), blasint(tiles),
                1, inputs, blasint(inputStride), gradients, blasint(outputStride),
                0, memory.filterGradients + index &* inputShape.channels &* outputStride, blasint(outputStride))
            guard pass.inputGradient != nil else { return }
            // dV[tiles x C] = dM[tiles x O] U[C x O]ᵀ, in the place of V
            cblas_sgemm(
                CblasRowMajor, CblasNoTrans, CblasTrans,
                blasint(tiles), blasint(inputShape.channels), blasint(outputChannels),
                1, gradients, blasint(outputStride),
                memory.filters + index &* inputShape.channels &* outputStride, blasint(outputStride),
                0, inputs, blasint(inputStride))
        }
        transposeFilters(memory.filterGradients, into: parameterGradients, team: team)
        if let inputGradient = pass.inputGradient {
            transposeInput(memory.inputs, into: inputGradient, team: team)
        }
    }
}

extension Convolution3x3 {
    /// The number of rows and of columns of tiles.
    var tileRows: Int { (inputShape.rows + 3) / 4 }
    var tileColumns: Int { (inputShape.columns + 3) / 4 }
    var tiles: Int { tileRows * tileColumns }
    /// The distances of two rows of V and of M and U, in scalars.
    var inputStride: Int { FeatureMap.stride(channels: inputShape.channels) }
    var outputStride: Int { FeatureMap.stride(channels: outputChannels) }

    private var filterCount: Int { 36 * inputShape.channels * outputStride }

    /// Where the matrices stand in the layer's memory.
    private struct Memory {
        let filters, filterGradients, inputs, outputs: UnsafeMutablePointer<Float>

        init(_ layer: Convolution3x3, _ start: UnsafeMutablePointer<Float>) {
            filters = start
            filterGradients = filters + layer.filterCount
            inputs = filterGradients + layer.filterCount
            outputs = inputs + 36 * layer.tiles * layer.inputStride
        }
    }
}
