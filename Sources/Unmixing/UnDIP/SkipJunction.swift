internal import NeuralNetworks
internal import NumericalMethods

/// Where the two ways through a skip network meet: a 3 x 3 convolution of N(d interpolated to twice its size, and s beside it).
///
/// As both N and interpolation leave channels apart, d is normalized at its own size, and the convolution is the sum of one of
/// d and one of s.
struct SkipJunction {
    /// γ and β of all channels, those of d first, then the weights, 3 x 3 x channels x outputs.
    let parameters: [ParameterBlock]

    private let deepNormalization: DoubledNormalization
    private let deepConvolution: DoubledConvolution3x3
    private let skipNormalization: ChannelNormalization
    private let skipConvolution: StridedConvolution3x3
    private let memories: [FloatBuffer]
    /// The parameters of d's normalization, of s's, and the weights of s, with their gradients.
    private let deepScales, deepScaleGradients, skipScales, skipScaleGradients: FloatBuffer
    private let skipWeights, skipWeightGradients: FloatBuffer
    private let skipNormalized: FeatureMap
    private let maps: Maps

    /// What it reads and writes.
    struct Maps {
        /// d at half the size, s and the output.
        let deep, skip, output: FeatureView
        /// Where d is normalized, until the forward pass ends.
        let deepNormalized: FeatureView
        /// The gradients with respect to d, s and the output.
        let deepGradient, skipGradient, outputGradient: FeatureView
    }

    init(_ maps: Maps) {
        self.maps = maps
        let (deep, skip, output) = (FeatureShape(maps.deep), FeatureShape(maps.skip), FeatureShape(maps.output))
        let channels = deep.channels + skip.channels
        deepNormalization = DoubledNormalization(input: deep, doubled: output)
        deepConvolution = DoubledConvolution3x3(
            input: deep, output: output, weightChannels: channels, addsToOutput: true)
        skipNormalization = ChannelNormalization(shape: skip)
        skipConvolution = StridedConvolution3x3(input: skip, outputChannels: output.channels, stride: 1)
        parameters = ParameterBlock.normalization(channels) + deepConvolution.parameters
        let layers: [any ImageLayer] = [deepNormalization, deepConvolution, skipNormalization, skipConvolution]
        memories = layers.map { FloatBuffer(count: $0.memoryCount) }
        (deepScales, deepScaleGradients) = (
            FloatBuffer(count: 2 * deep.channels), FloatBuffer(count: 2 * deep.channels)
        )
        (skipScales, skipScaleGradients) = (
            FloatBuffer(count: 2 * skip.channels), FloatBuffer(count: 2 * skip.channels)
        )
        let weights = skipConvolution.parameterCount
        (skipWeights, skipWeightGradients) = (FloatBuffer(count: weights), FloatBuffer(count: weights))
        skipNormalized = FeatureMap(rows: skip.rows, columns: skip.columns, channels: skip.channels)
    }

    /// Computes the output.
    func forward(parameters: UnsafePointer<Float>, team: ThreadTeam) {
        for part in parts { (part.own.start + part.place).update(from: parameters + part.offset, count: part.count) }
        skipNormalization.forward(
            input: maps.skip, output: skipNormalized.view, parameters: skipScales.start, memory: memories[2].start,
            team: team)
        skipConvolution.forward(
            input: skipNormalized.view, output: maps.output, parameters: skipWeights.start, memory: memories[3].start,
            team: team)
        deepNormalization.forward(
            input: maps.deep, output: maps.deepNormalized, parameters: deepScales.start, memory: memories[0].start,
            team: team)
        deepConvolution.forward(
            input: maps.deepNormalized, output: maps.output, parameters: parameters + weightOffset,
            memory: memories[1].start, team: team)
    }

    /// Computes the gradients with respect to d, s and the parameters from that with respect to the output.
    func backward(parameters: UnsafePointer<Float>, gradients: UnsafeMutablePointer<Float>, team: ThreadTeam) {
        func pass(
            _ input: FeatureView, _ output: FeatureView, _ outputGradient: FeatureView, _ inputGradient: FeatureView
        ) -> ImageBackwardPass {
            ImageBackwardPass(
                input: input, output: output, outputGradient: outputGradient, inputGradient: inputGradient)
        }
        deepConvolution.backward(
            pass(maps.deepNormalized, maps.output, maps.outputGradient, maps.deepGradient),
            parameters: parameters + weightOffset, parameterGradients: gradients + weightOffset,
            memory: memories[1].start, team: team)
        deepNormalization.backward(
            pass(maps.deep, maps.deepNormalized, maps.deepGradient, maps.deepGradient),
            parameters: deepScales.start, parameterGradients: deepScaleGradients.start, memory: memories[0].start,
            team: team)
        skipConvolution.backward(
            pass(skipNormalized.view, maps.output, maps.outputGradient, maps.skipGradient),
            parameters: skipWeights.start, parameterGradients: skipWeightGradients.start, memory: memories[3].start,
            team: team)
        skipNormalization.backward(
            pass(maps.skip, skipNormalized.view, maps.skipGradient, maps.skipGradient),
            parameters: skipScales.start, parameterGradients: skipScaleGradients.start, memory: memories[2].start,
            team: team)
        for part in parts {
            (gradients + part.offset).update(from: part.ownGradients.start + part.place, count: part.count)
        }
    }
}

extension SkipJunction {
    /// A run of parameters that stands in a vector of the junction's own as well.
    private struct Part {
        let own, ownGradients: FloatBuffer
        let place, offset, count: Int
    }

    private var channels: Int { maps.deep.channels + maps.skip.channels }
    private var weightOffset: Int { 2 * channels }

    /// All but the weights of d.
    private var parts: [Part] {
        let (deep, skip, outputs) = (maps.deep.channels, maps.skip.channels, maps.output.channels)
        let scales = (0..<2).flatMap { block in
            [
                Part(
                    own: deepScales, ownGradients: deepScaleGradients, place: block * deep, offset: block * channels,
                    count: deep),
                Part(
                    own: skipScales, ownGradients: skipScaleGradients, place: block * skip,
                    offset: block * channels + deep, count: skip),
            ]
        }
        let weights = (0..<9).map { tap in
            Part(
                own: skipWeights, ownGradients: skipWeightGradients, place: tap * skip * outputs,
                offset: weightOffset + (tap * channels + deep) * outputs, count: skip * outputs)
        }
        return scales + weights
    }
}
