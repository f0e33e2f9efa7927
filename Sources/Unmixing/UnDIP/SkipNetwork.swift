package import NeuralNetworks
package import NumericalMethods

/// The convolutional network of UnDIP: an hourglass of one scale with a connection that skips it.
///
/// Of an input z of K channels, with N for batch normalization and φ for the leaky rectifier:
///
/// - s = φN(1 x 1 to few channels of z);
/// - d = φN(3 x 3 of φN(3 x 3 with stride 2 of z)), interpolated to twice its size and cut off at the size of z;
/// - u = φN(1 x 1 of φN(3 x 3 of N(d and s side by side)));
/// - the output is the softmax of 1 x 1 to K channels of u.
///
/// All convolutions but the last have no bias, because N takes it away again.
package final class SkipNetwork {
    /// The parameters of all layers, one after the other.
    package let parameters: FloatBuffer
    /// Their gradients, after ``backward()``.
    package let gradients: FloatBuffer
    /// Where the input is written, before ``forward()``.
    package let input: FeatureView
    /// Where ``forward()`` leaves the output.
    package let output: FeatureView
    /// Where the gradient of the loss with respect to the output is written, before ``backward()``.
    package let outputGradient: FeatureView
    /// Every block of parameters, in order, with its place in the parameter vector.
    package let blocks: [(block: ParameterBlock, range: Range<Int>)]

    private let encoder, decoder: [Step]
    private let junction: SkipJunction
    /// Where the junction's parameters begin.
    private let junctionOffset: Int
    private let team: ThreadTeam

    /// A layer with what it reads and writes.
    private struct Link {
        let layer: any ImageLayer
        let pass: ImageBackwardPass
        /// Whether its input, which the step before normalized, has been overwritten when its backward pass needs it.
        let restoresInput: Bool

        init(
            _ layer: any ImageLayer, _ input: FeatureView, _ output: FeatureView, _ outputGradient: FeatureView,
            _ inputGradient: FeatureView?, restoresInput: Bool = false
        ) {
            self.layer = layer
            self.restoresInput = restoresInput
            pass = ImageBackwardPass(
                input: input, output: output, outputGradient: outputGradient, inputGradient: inputGradient)
        }
    }

    /// A layer in its place, with its memory.
    private struct Step {
        let link: Link
        let memory: FloatBuffer
        /// Where its parameters begin.
        let offset: Int

        init(_ link: Link, offset: Int) {
            self.link = link
            self.offset = offset
            memory = FloatBuffer(count: link.layer.memoryCount)
        }
    }

    /// Allocates a network whose parameters are zero.
    ///
    /// - Parameters:
    ///   - shape: The rows and columns of the image; the channels are those of the input and of the output, K.
    ///   - width: The number of channels of the hourglass, a multiple of eight.
    ///   - skipWidth: The number of channels that skip it.
    ///   - negativeSlope: The slope of the leaky rectifiers below zero.
    ///   - team: The threads that share the work.
    package init(shape: FeatureShape, width: Int, skipWidth: Int, negativeSlope: Float, team: ThreadTeam) {
        let maps = Maps(shape: shape, width: width, skipWidth: skipWidth)
        func norm(_ shape: FeatureShape) -> ChannelNormalization {
            ChannelNormalization(shape: shape, negativeSlope: negativeSlope)
        }
        let (wide, half) = (shape.with(channels: width), maps.half.with(channels: width))
        let skip = shape.with(channels: skipWidth)
        let (largeActive, smallActive) = (maps.largeActive.view, maps.smallActive.view)
        // The gradients with respect to the output and the input of every layer share a few maps.
        let (large, largeOther, skipGradient) = (maps.large.view, maps.largeOther.view, maps.skipGradient.view)
        let (small, smallOther) = (maps.small.view, maps.smallOther.view)
        let scores = maps.scoreGradient.view
        let deepConvolution = Convolution3x3(input: half, outputChannels: width)
        let encoder: [Link] = [
            Link(
                Convolution1x1(input: shape, outputChannels: skipWidth, hasBias: false),
                maps.input.view, maps.skip.view, skipGradient, nil),
            Link(norm(skip), maps.skip.view, maps.skipActive.view, skipGradient, skipGradient),
            Link(
                StridedConvolution3x3(input: shape, outputChannels: width, stride: 2),
                maps.input.view, maps.down.view, smallOther, nil),
            Link(norm(half), maps.down.view, smallActive, smallOther, smallOther),
            Link(
                deepConvolution, smallActive, maps.deep.view, small, smallOther,
                restoresInput: deepConvolution.readsInputAgain),
            Link(norm(half), maps.deep.view, smallActive, small, small),
        ]
        let junction = SkipJunction(
            SkipJunction.Maps(
                deep: smallActive, skip: maps.skipActive.view, output: maps.up.view,
                deepNormalized: smallOther, deepGradient: small,
                skipGradient: skipGradient, outputGradient: largeOther))
        let decoder: [Link] = [
            Link(norm(wide), maps.up.view, largeActive, largeOther, largeOther),
            Link(
                Convolution1x1(input: wide, outputChannels: width, hasBias: false),
                largeActive, maps.mixed.view, large, largeOther, restoresInput: true),
            Link(norm(wide), maps.mixed.view, largeActive, large, large),
            // Its input is the last that the forward pass wrote to the map.
            Link(
                Convolution1x1(input: wide, outputChannels: shape.channels, hasBias: true),
                largeActive, maps.scores.view, scores, large),
            Link(ChannelSoftmax(shape: shape), maps.scores.view, maps.output.view, scores, scores),
        ]
        var blocks: [(block: ParameterBlock, range: Range<Int>)] = []
        var count = 0
        /// Gives parameters their places, and says where they begin.
        func place(_ parameters: [ParameterBlock]) -> Int {
            let first = count
            for block in parameters {
                blocks.append((block: block, range: count..<count + block.count))
                count += block.count
            }
            return first
        }
        self.encoder = encoder.map { Step($0, offset: place($0.layer.parameters)) }
        self.junction = junction
        junctionOffset = place(junction.parameters)
        self.decoder = decoder.map { Step($0, offset: place($0.layer.parameters)) }
        self.blocks = blocks
        self.team = team
        parameters = FloatBuffer(count: count)
        gradients = FloatBuffer(count: count)
        input = maps.input.view
        output = maps.output.view
        outputGradient = maps.scoreGradient.view
    }

    /// How many floats a network has for each pixel of its image: those of all feature maps, of the phases and extended inputs
    /// of the convolution at the junction, and of the windows that the others keep.
    static func floatsPerPixel(classes: Int, width: Int, skipWidth: Int) -> Double {
        func full(_ channels: Int) -> Double { Double(FeatureMap.stride(channels: channels)) }
        return 4 * full(classes) + 4 * full(skipWidth) + full(9 * skipWidth) + 6 * full(width)
            + (8 * full(width) + full(9 * classes)) / 4
    }

    /// Computes the output of the input.
    package func forward() {
        forward(encoder)
        junction.forward(parameters: parameters.start + junctionOffset, team: team)
        forward(decoder)
    }

    /// Computes ``gradients`` from ``outputGradient``, after ``forward()``.
    package func backward() {
        backward(decoder)
        junction.backward(
            parameters: parameters.start + junctionOffset, gradients: gradients.start + junctionOffset, team: team)
        backward(encoder)
    }
}

extension SkipNetwork {
    private func forward(_ steps: [Step]) {
        for step in steps {
            step.link.layer.forward(
                input: step.link.pass.input, output: step.link.pass.output, parameters: parameters.start + step.offset,
                memory: step.memory.start, team: team)
        }
    }

    private func backward(_ steps: [Step]) {
        for (index, step) in steps.enumerated().reversed() {
            if step.link.restoresInput { restoreOutput(of: steps[index - 1]) }
            step.link.layer.backward(
                step.link.pass, parameters: parameters.start + step.offset,
                parameterGradients: gradients.start + step.offset, memory: step.memory.start, team: team)
        }
    }

    /// Writes the output of a normalization again.
    private func restoreOutput(of step: Step) {
        guard let normalization = step.link.layer as? ChannelNormalization else { return }
        normalization.restore(
            input: step.link.pass.input, output: step.link.pass.output, memory: step.memory.start, team: team)
    }
}

/// The feature maps of a skip network.
///
/// An image of 307 x 307 pixels has maps of 100 MB. So all rectified normalizations of a size share one, which holds the
/// output of one of them at a time, and all gradients share two.
private struct Maps {
    let half: FeatureShape
    let input, skip, skipActive, down, deep, smallActive: FeatureMap
    let up, mixed, largeActive, scores, output: FeatureMap
    let large, largeOther, small, smallOther, skipGradient, scoreGradient: FeatureMap

    init(shape: FeatureShape, width: Int, skipWidth: Int) {
        precondition(width > 0 && width % 8 == 0, "a skip network of width \(width), not a multiple of eight")
        let half = FeatureShape(rows: (shape.rows + 1) / 2, columns: (shape.columns + 1) / 2, channels: width)
        self.half = half
        func full(_ channels: Int) -> FeatureMap {
            FeatureMap(rows: shape.rows, columns: shape.columns, channels: channels)
        }
        func halved() -> FeatureMap { FeatureMap(rows: half.rows, columns: half.columns, channels: width) }
        (input, scores, output, scoreGradient) = (
            full(shape.channels), full(shape.channels), full(shape.channels), full(shape.channels)
        )
        (skip, skipActive, skipGradient) = (full(skipWidth), full(skipWidth), full(skipWidth))
        (up, mixed, largeActive, large, largeOther) = (full(width), full(width), full(width), full(width), full(width))
        (down, deep, smallActive, small, smallOther) = (halved(), halved(), halved(), halved(), halved())
    }
}
