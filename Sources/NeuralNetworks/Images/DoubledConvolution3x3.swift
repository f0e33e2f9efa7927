public import NumericalMethods

/// A 3 x 3 convolution, padded by reflection and without bias, of an image that is first interpolated to twice its size.
///
/// The interpolation is the bilinear one of PyTorch's `Upsample` without aligned corners, of whose rows and columns the last
/// may be cut off: n rows give 2n or 2n - 1.
///
/// The interpolated image is never made. Interpolation puts zeros between the pixels and blurs what results, in both
/// directions with ¼ ¾ ¾ ¼; and a blur can as well come after the convolution. So the convolution meets an image of which
/// three pixels in four are zero. Its outputs at even places in a direction are one product, W₁ d, and those at odd places
/// two, W₀ dᵢ + W₂ dᵢ₊₁, of which Winograd's method F(3, 2) makes three outputs of four products. Pixels at even and odd
/// rows and columns together take 49 products for 36 outputs, where the definition takes 324.
///
/// Beside the border, where reflection is not what interpolation would go on with, a few rows and columns are added.
///
/// Source of F(3, 2): S. Winograd, *Arithmetic Complexity of Computations*, SIAM 1980.
public struct DoubledConvolution3x3: ImageLayer {
    /// The rows, columns and channels that it takes, at least 2 x 2 pixels.
    public let inputShape: FeatureShape
    /// The rows, columns and channels that it gives.
    public let outputShape: FeatureShape
    /// The number of input channels whose weights each tap has: those of the input, and any that another layer reads.
    public let weightChannels: Int
    /// Whether the result is added to what stands in the output.
    public let addsToOutput: Bool
    /// The number of tiles that a strip has at most, if that is a row of them.
    public let tilesPerStrip: Int

    let rows: DoubledAxis
    let columns: DoubledAxis

    /// Makes a convolution.
    ///
    /// - Parameters:
    ///   - input: The rows, columns and channels that it takes, at least 2 x 2 pixels.
    ///   - output: The rows, columns and channels that it gives: twice the rows and columns, or one less.
    ///   - weightChannels: The number of input channels whose weights each tap has, of which the first are the input's;
    ///     nothing for the input's alone.
    ///   - addsToOutput: Whether the result is added to what stands in the output.
    ///   - tilesPerStrip: The number of tiles of 3 x 3 pixels that are worked off together at most, if that is a row of them.
    public init(
        input: FeatureShape, output: FeatureShape, weightChannels: Int? = nil, addsToOutput: Bool = false,
        tilesPerStrip: Int = 320
    ) {
        precondition(
            input.rows >= 2 && input.columns >= 2 && (2 * input.rows - 1...2 * input.rows).contains(output.rows)
                && (2 * input.columns - 1...2 * input.columns).contains(output.columns)
                && (weightChannels ?? input.channels) >= input.channels && tilesPerStrip > 0,
            "a 3 x 3 convolution of \(input), doubled, to \(output)")
        BLAS.useOneThread()
        inputShape = input
        outputShape = output
        self.weightChannels = weightChannels ?? input.channels
        self.addsToOutput = addsToOutput
        self.tilesPerStrip = tilesPerStrip
        rows = DoubledAxis(inputs: input.rows, outputs: output.rows)
        columns = DoubledAxis(inputs: input.columns, outputs: output.columns)
    }

    /// The weights W, 3 x 3 x C x O.
    public var parameters: [ParameterBlock] {
        [
            .weight(
                [3, 3, weightChannels, outputShape.channels], fanIn: 9 * weightChannels,
                fanOut: 9 * outputShape.channels)
        ]
    }

    /// The filters and their gradients, 25 times C x O each; the extended input and its gradient; four phases of the output
    /// before the blur; what enters and leaves the products of a strip.
    public var memoryCount: Int { DoubledMemory.count(self) }

    /// Computes the convolution.
    public func forward(
        input: FeatureView, output: FeatureView, parameters: UnsafePointer<Float>,
        memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: input, output: output)
        let memory = DoubledMemory(self, memory)
        transformFilters(parameters, into: memory.filters, team: team)
        extend(input, into: memory.extended, team: team)
        for strip in strips {
            transformInput(memory, strip: strip, team: team)
            // M[pixels x O] = V[pixels x C] U[C x O]
            let products = products(memory, strip: strip).flatMap { $0.runs(of: 512) }
            team.forEach(products.count) { index in
                let product = products[index]
                BLAS.sgemm(
                    .asIs, .asIs, product.pixels, outputShape.channels, inputShape.channels,
                    1, product.input, inputStride, memory.filter(product.filter), outputStride,
                    0, product.output, outputStride)
            }
            transformOutput(memory, strip: strip, team: team)
        }
        addBorder(memory, parameters: parameters)
        blur(memory, into: output, team: team)
    }

    /// Computes the gradients by the transposes of the same steps in the opposite order.
    ///
    /// The memory holds the extended input, so that the input itself is not read.
    public func backward(
        _ pass: ImageBackwardPass, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: pass.input, output: pass.output)
        let memory = DoubledMemory(self, memory)
        blurTransposed(pass.outputGradient, into: memory, team: team)
        memory.extendedGradient.update(repeating: 0, count: memory.extendedCount)
        for strip in strips {
            transformInput(memory, strip: strip, team: team)
            transposeOutput(memory, strip: strip, team: team)
            let products = products(memory, strip: strip)
            team.forEach(products.count) { index in
                let product = products[index]
                // dU[C x O] += V[pixels x C]ᵀ dM[pixels x O]
                BLAS.sgemm(
                    .transposed, .asIs, inputShape.channels, outputShape.channels, product.pixels,
                    1, product.input, inputStride, product.output, outputStride,
                    strip.lowerBound == 0 ? 0 : 1, memory.filterGradient(product.filter), outputStride)
            }
            guard pass.inputGradient != nil else { continue }
            let runs = products.flatMap { $0.runs(of: 512) }
            team.forEach(runs.count) { index in
                let product = runs[index]
                // dV[pixels x C] = dM[pixels x O] U[C x O]ᵀ, in the place of V, or added to the extended input's gradient
                BLAS.sgemm(
                    .asIs, .transposed, product.pixels, inputShape.channels, outputShape.channels,
                    1, product.output, outputStride, memory.filter(product.filter), outputStride,
                    product.adds ? 1 : 0, product.inputGradient, inputStride)
            }
            transposeInput(memory, strip: strip, team: team)
        }
        transposeFilters(memory.filterGradients, into: parameterGradients, team: team)
        transposeBorder(
            memory, parameters: parameters, gradients: parameterGradients,
            needsInputGradient: pass.inputGradient != nil)
        if let inputGradient = pass.inputGradient {
            extendTransposed(memory.extendedGradient, into: inputGradient, team: team)
        }
    }
}

extension DoubledConvolution3x3 {
    /// The distances of two pixels of what has input channels and of what has output channels, in scalars.
    var inputStride: Int { FeatureMap.stride(channels: inputShape.channels) }
    var outputStride: Int { FeatureMap.stride(channels: outputShape.channels) }

    /// The distance of two of the 25 filters: a line beside C x O, as pages apart they would share a set of the first-level cache.
    var filterStride: Int { inputShape.channels * outputStride + 16 }

    /// The number of pixels of a row of the extended input, and of each phase of the output.
    var pitch: Int { columns.extent + 2 }

    /// The number of rows of tiles of a whole strip.
    var stripRows: Int { min(max(tilesPerStrip / columns.tiles, 1), rows.tiles) }

    /// The rows of tiles of each strip.
    var strips: [Range<Int>] {
        stride(from: 0, to: rows.tiles, by: stripRows).map { $0..<min($0 + stripRows, rows.tiles) }
    }

    /// The rows at even places that a strip computes: three a tile, and the last one of all.
    func evenRows(_ strip: Range<Int>) -> Range<Int> {
        3 * strip.lowerBound..<(strip.upperBound == rows.tiles ? rows.extent : 3 * strip.upperBound)
    }
}
