package import NeuralNetworks
package import NumericalMethods

/// The convolutional network of UnDIP: an hourglass of one scale with a connection that skips it.
///
/// Of an input z of K channels, with N for batch normalization and φ for the leaky rectifier:
///
/// - s = φN(1 x 1 to few channels of z);
/// - d = φN(3 x 3 of φN(3 x 3 with stride 2 of z)), interpolated to the size of z;
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

    private let steps: [Step]
    private let team: ThreadTeam

    /// A layer with what it reads and writes.
    private struct Step {
        let layer: any ImageLayer
        let pass: ImageBackwardPass
        let memory: FloatBuffer
        /// Where its parameters begin.
        let offset: Int
        /// Whether its input, which the step before normalized, has been overwritten when its backward pass needs it.
        let restoresInput: Bool
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
        let (wide, half, joint) = (
            shape.with(channels: width), maps.half.with(channels: width), shape.with(channels: width + skipWidth)
        )
        let skip = shape.with(channels: skipWidth)
        let (skipPart, deepPart) = (maps.joint.view(channels: maps.skipRange), maps.joint.view(channels: 0..<width))
        let (largeActive, smallActive) = (maps.largeActive.view(channels: 0..<width), maps.smallActive.view)
        // The gradients with respect to the output and the input of every layer share a few maps.
        let (jointGradient, skipGradient) = (maps.large.view, maps.large.view(channels: maps.skipRange))
        let (large, largeOther) = (maps.large.view(channels: 0..<width), maps.largeOther.view)
        let (small, smallOther) = (maps.small.view, maps.smallOther.view)
        let scores = maps.scoreGradient.view
        let deepConvolution = Convolution3x3(input: half, outputChannels: width)
        let upConvolution = Convolution3x3(input: joint, outputChannels: width)
        typealias Link = (
            layer: any ImageLayer, input: FeatureView, output: FeatureView, outputGradient: FeatureView,
            inputGradient: FeatureView?, restoresInput: Bool
        )
        let chain: [Link] = [
            (
                Convolution1x1(input: shape, outputChannels: skipWidth, hasBias: false),
                maps.input.view, maps.skip.view, skipGradient, nil, false
            ),
            (norm(skip), maps.skip.view, skipPart, skipGradient, skipGradient, false),
            (
                StridedConvolution3x3(input: shape, outputChannels: width, stride: 2),
                maps.input.view, maps.down.view, smallOther, nil, false
            ),
            (norm(half), maps.down.view, smallActive, smallOther, smallOther, false),
            (deepConvolution, smallActive, maps.deep.view, small, smallOther, deepConvolution.readsInputAgain),
            (norm(half), maps.deep.view, smallActive, small, small, false),
            (
                BilinearUpsampling(input: half, rows: shape.rows, columns: shape.columns),
                smallActive, deepPart, large, small, false
            ),
            (
                ChannelNormalization(shape: joint),
                maps.joint.view, maps.largeActive.view, jointGradient, jointGradient, false
            ),
            (
                upConvolution,
                maps.largeActive.view, maps.up.view, largeOther, jointGradient, upConvolution.readsInputAgain
            ),
            (norm(wide), maps.up.view, largeActive, largeOther, largeOther, false),
            (
                Convolution1x1(input: wide, outputChannels: width, hasBias: false),
                largeActive, maps.mixed.view, large, largeOther, true
            ),
            (norm(wide), maps.mixed.view, largeActive, large, large, false),
            // Its input is the last that the forward pass wrote to the map.
            (
                Convolution1x1(input: wide, outputChannels: shape.channels, hasBias: true),
                largeActive, maps.scores.view, scores, large, false
            ),
            (ChannelSoftmax(shape: shape), maps.scores.view, maps.output.view, scores, scores, false),
        ]
        var steps: [Step] = []
        var blocks: [(block: ParameterBlock, range: Range<Int>)] = []
        var count = 0
        for link in chain {
            steps.append(
                Step(
                    layer: link.layer,
                    pass: ImageBackwardPass(
                        input: link.input, output: link.output, outputGradient: link.outputGradient,
                        inputGradient: link.inputGradient),
                    memory: FloatBuffer(count: link.layer.memoryCount), offset: count,
                    restoresInput: link.restoresInput))
            for block in link.layer.parameters {
                blocks.append((block: block, range: count..<count + block.count))
                count += block.count
            }
        }
        self.steps = steps
        self.blocks = blocks
        self.team = team
        parameters = FloatBuffer(count: count)
        gradients = FloatBuffer(count: count)
        input = maps.input.view
        output = maps.output.view
        outputGradient = maps.scoreGradient.view
    }

    /// How many floats a network has for each pixel of its image: those of all feature maps, and of the windows that the
    /// strided convolution keeps.
    static func floatsPerPixel(classes: Int, width: Int, skipWidth: Int) -> Double {
        func full(_ channels: Int) -> Double { Double(FeatureMap.stride(channels: channels)) }
        return 4 * full(classes) + full(skipWidth) + 3 * full(width + skipWidth) + 3 * full(width)
            + (5 * full(width) + full(9 * classes)) / 4
    }

    /// Computes the output of the input.
    package func forward() {
        for step in steps {
            step.layer.forward(
                input: step.pass.input, output: step.pass.output, parameters: parameters.start + step.offset,
                memory: step.memory.start, team: team)
        }
    }

    /// Computes ``gradients`` from ``outputGradient``, after ``forward()``.
    package func backward() {
        for (index, step) in steps.enumerated().reversed() {
            if step.restoresInput { restoreOutput(of: steps[index - 1]) }
            step.layer.backward(
                step.pass, parameters: parameters.start + step.offset,
                parameterGradients: gradients.start + step.offset, memory: step.memory.start, team: team)
        }
    }
}

extension SkipNetwork {
    /// Writes the output of a normalization again.
    private func restoreOutput(of step: Step) {
        guard let normalization = step.layer as? ChannelNormalization else { return }
        normalization.restore(
            input: step.pass.input, output: step.pass.output, memory: step.memory.start, team: team)
    }
}

/// The feature maps of a skip network.
///
/// An image of 307 x 307 pixels has maps of 100 MB. So all rectified normalizations of a size share one, which holds the
/// output of one of them at a time, and all gradients share two.
private struct Maps {
    let half: FeatureShape
    let skipRange: Range<Int>
    let input, skip, down, deep, smallActive: FeatureMap
    let joint, up, mixed, largeActive, scores, output: FeatureMap
    let large, largeOther, small, smallOther, scoreGradient: FeatureMap

    init(shape: FeatureShape, width: Int, skipWidth: Int) {
        precondition(width > 0 && width % 8 == 0, "a skip network of width \(width), not a multiple of eight")
        let half = FeatureShape(rows: (shape.rows + 1) / 2, columns: (shape.columns + 1) / 2, channels: width)
        self.half = half
        skipRange = width..<width + skipWidth
        func full(_ channels: Int) -> FeatureMap {
            FeatureMap(rows: shape.rows, columns: shape.columns, channels: channels)
        }
        func halved() -> FeatureMap { FeatureMap(rows: half.rows, columns: half.columns, channels: width) }
        (input, scores, output, scoreGradient) = (
            full(shape.channels), full(shape.channels), full(shape.channels), full(shape.channels)
        )
        skip = full(skipWidth)
        (joint, largeActive, large) = (full(width + skipWidth), full(width + skipWidth), full(width + skipWidth))
        (up, mixed, largeOther) = (full(width), full(width), full(width))
        (down, deep, smallActive, small, smallOther) = (halved(), halved(), halved(), halved(), halved())
    }
}
