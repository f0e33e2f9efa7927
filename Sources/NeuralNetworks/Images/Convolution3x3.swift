public import NumericalMethods

/// A 3 x 3 convolution of an image with stride 1, padded by reflection, without bias.
///
/// y[r, q, o] = Σ over i, j < 3 and c of W[i, j, c, o] · x[r + i - 1, q + j - 1, c], as large as the image. A bias is left
/// out because a normalization follows, which takes any constant away again.
///
/// It is computed by Winograd's method in tiles of 4 x 4 outputs, F(4 x 4, 3 x 3): with U = G W Gᵀ and
/// V = Bᵀ x B of every tile, 36 products of matrices M = V U, tiles x C by C x O, whose Aᵀ M A are the outputs. That is a
/// quarter of the multiplications of the definition, at the cost of rounding: errors are some 10⁻⁶ of the largest output
/// rather than 10⁻⁷. The backward pass is the transpose of the same three steps.
///
/// Large images are worked off in strips of rows of tiles, one after the other, so that V and M are of a limited size.
public struct Convolution3x3: ImageLayer {
    /// The rows, columns and channels that it takes, at least 2 x 2 pixels.
    public let inputShape: FeatureShape
    /// The number of channels that it gives.
    public let outputChannels: Int
    /// The number of tiles that a strip has at most, if that is a row of them.
    public let tilesPerStrip: Int

    /// Makes a convolution.
    ///
    /// - Parameters:
    ///   - input: The rows, columns and channels that it takes, at least 2 x 2 pixels.
    ///   - outputChannels: The number of channels that it gives.
    ///   - tilesPerStrip: The number of tiles that a strip has at most, if that is a row of them. The default suffices for
    ///     efficient products of matrices.
    public init(input: FeatureShape, outputChannels: Int, tilesPerStrip: Int = 640) {
        precondition(
            input.rows >= 2 && input.columns >= 2 && outputChannels > 0 && tilesPerStrip > 0,
            "a 3 x 3 convolution of \(input) to \(outputChannels) channels")
        BLAS.useOneThread()
        inputShape = input
        self.outputChannels = outputChannels
        self.tilesPerStrip = tilesPerStrip
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

    /// U and its gradient, 36 x C x O each; V, 36 x tiles of a strip x C; M, 36 x tiles of a strip x O.
    public var memoryCount: Int { 2 * filterCount + 36 * stripTiles * (inputStride + outputStride) }

    /// Whether the backward pass reads the input again, which it does unless a single strip holds all that it needs.
    public var readsInputAgain: Bool { strips.count > 1 }

    /// Computes the convolution.
    public func forward(
        input: FeatureView, output: FeatureView, parameters: UnsafePointer<Float>,
        memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: input, output: output)
        let memory = Memory(self, memory)
        transformFilters(parameters, into: memory.filters, team: team)
        for strip in strips {
            transformInput(input, strip: strip, into: memory.inputs, team: team)
            team.forEach(36) { index in
                // M[tiles x O] = V[tiles x C] U[C x O]
                BLAS.sgemm(
                    .asIs, .asIs,
                    strip.count &* tileColumns, outputChannels, inputShape.channels,
                    1, memory.inputs + index &* stripTiles &* inputStride, inputStride,
                    memory.filters + index &* filterStride, outputStride,
                    0, memory.outputs + index &* stripTiles &* outputStride, outputStride)
            }
            transformOutput(memory.outputs, strip: strip, into: output, team: team)
        }
    }

    /// Computes the gradients: dM = A dY Aᵀ, dU = Vᵀ dM and dV = dM Uᵀ, then dW = Gᵀ dU G and dX from B dV Bᵀ of every tile.
    public func backward(
        _ pass: ImageBackwardPass, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: pass.input, output: pass.output)
        let memory = Memory(self, memory)
        if let inputGradient = pass.inputGradient { clear(inputGradient, team: team) }
        for strip in strips {
            if readsInputAgain { transformInput(pass.input, strip: strip, into: memory.inputs, team: team) }
            transposeOutput(pass.outputGradient, strip: strip, into: memory.outputs, team: team)
            team.forEach(36) { index in
                multiplyGradients(
                    memory, index: index, strip: strip, needsInputGradient: pass.inputGradient != nil)
            }
            if let inputGradient = pass.inputGradient {
                transposeInput(memory.inputs, strip: strip, into: inputGradient, team: team)
            }
        }
        transposeFilters(memory.filterGradients, into: parameterGradients, team: team)
    }

    /// One of the 36 pairs of products of a strip's backward pass.
    private func multiplyGradients(_ memory: Memory, index: Int, strip: Range<Int>, needsInputGradient: Bool) {
        let tiles = strip.count * tileColumns
        let gradients = memory.outputs + index &* stripTiles &* outputStride
        let inputs = memory.inputs + index &* stripTiles &* inputStride
        // dU[C x O] += V[tiles x C]ᵀ dM[tiles x O]
        BLAS.sgemm(
            .transposed, .asIs,
            inputShape.channels, outputChannels, tiles,
            1, inputs, inputStride, gradients, outputStride,
            strip.lowerBound == 0 ? 0 : 1,
            memory.filterGradients + index &* filterStride, outputStride)
        guard needsInputGradient else { return }
        // dV[tiles x C] = dM[tiles x O] U[C x O]ᵀ, in the place of V
        BLAS.sgemm(
            .asIs, .transposed,
            tiles, inputShape.channels, outputChannels,
            1, gradients, outputStride,
            memory.filters + index &* filterStride, outputStride,
            0, inputs, inputStride)
    }
}

extension Convolution3x3 {
    /// The number of rows and of columns of tiles.
    var tileRows: Int { (inputShape.rows + 3) / 4 }
    var tileColumns: Int { (inputShape.columns + 3) / 4 }
    private var stripRows: Int { min(max(tilesPerStrip / tileColumns, 1), tileRows) }
    /// The number of tiles of a whole strip.
    var stripTiles: Int { stripRows * tileColumns }
    /// The rows of tiles of each strip.
    var strips: [Range<Int>] {
        stride(from: 0, to: tileRows, by: stripRows).map { $0..<min($0 + stripRows, tileRows) }
    }
    /// The distances of two rows of V and of M and U, in scalars.
    var inputStride: Int { FeatureMap.stride(channels: inputShape.channels) }
    var outputStride: Int { FeatureMap.stride(channels: outputChannels) }

    /// The distance of two of the 36 filters: a line beside C x O, as pages apart they would share a set of the first-level cache.
    var filterStride: Int { inputShape.channels * outputStride + 16 }
    private var filterCount: Int { 36 * filterStride }

    /// Where the matrices stand in the layer's memory.
    private struct Memory {
        let filters, filterGradients, inputs, outputs: UnsafeMutablePointer<Float>

        init(_ layer: Convolution3x3, _ start: UnsafeMutablePointer<Float>) {
            filters = start
            filterGradients = filters + layer.filterCount
            inputs = filterGradients + layer.filterCount
            outputs = inputs + 36 * layer.stripTiles * layer.inputStride
        }
    }
}
