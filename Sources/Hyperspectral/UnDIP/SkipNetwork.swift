package import NeuralNetworks

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
        // Gradients with respect to the output and to the input of every layer share the maps `large` and `small`.
        let (large, largeOther, small, smallOther) = (maps.large, maps.largeOther, maps.small, maps.smallOther)
        let jointGradient = large.view
        let (deepGradient, skipGradient) = (large.view(channels: 0..<width), large.view(channels: maps.skipRange))
        let wideGradient = large.view(channels: 0..<width)
        let deepPart = maps.joint.view(channels: 0..<width)
        let skipPart = maps.joint.view(channels: maps.skipRange)
        let chain: [(any ImageLayer, FeatureView, FeatureView, FeatureView, FeatureView?)] = [
            (
                Convolution1x1(input: shape, outputChannels: skipWidth, hasBias: false),
                maps.input.view, maps.skip.view, skipGradient, nil
            ),
            (norm(skip), maps.skip.view, skipPart, skipGradient, skipGradient),
            (
                StridedConvolution3x3(input: shape, outputChannels: width, stride: 2),
                maps.input.view, maps.down.view, smallOther.view, nil
            ),
            (norm(half), maps.down.view, maps.downActive.view, smallOther.view, smallOther.view),
            (
                Convolution3x3(input: half, outputChannels: width),
                maps.downActive.view, maps.deep.view, small.view, smallOther.view
            ),
            (norm(half), maps.deep.view, maps.deepActive.view, small.view, small.view),
            (
                BilinearUpsampling(input: half, rows: shape.rows, columns: shape.columns),
                maps.deepActive.view, deepPart, deepGradient, small.view
            ),
            (ChannelNormalization(shape: joint), maps.joint.view, maps.jointNormal.view, jointGradient, jointGradient),
            (
                Convolution3x3(input: joint, outputChannels: width),
                maps.jointNormal.view, maps.up.view, largeOther.view, jointGradient
            ),
            (norm(wide), maps.up.view, maps.upActive.view, largeOther.view, largeOther.view),
            (
                Convolution1x1(input: wide, outputChannels: width, hasBias: false),
                maps.upActive.view, maps.mixed.view, wideGradient, largeOther.view
            ),
            (norm(wide), maps.mixed.view, maps.mixedActive.view, wideGradient, wideGradient),
            (
                Convolution1x1(input: wide, outputChannels: shape.channels, hasBias: true),
                maps.mixedActive.view, maps.scores.view, maps.scoreGradient.view, wideGradient
            ),
            (
                ChannelSoftmax(shape: shape),
                maps.scores.view, maps.output.view, maps.scoreGradient.view, maps.scoreGradient.view
            ),
        ]
        var steps: [Step] = []
        var blocks: [(block: ParameterBlock, range: Range<Int>)] = []
        var count = 0
        for (layer, input, output, outputGradient, inputGradient) in chain {
            steps.append(
                Step(
                    layer: layer,
                    pass: ImageBackwardPass(
                        input: input, output: output, outputGradient: outputGradient, inputGradient: inputGradient),
                    memory: FloatBuffer(count: layer.memoryCount), offset: count))
            for block in layer.parameters {
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
        for step in steps.reversed() {
            step.layer.backward(
                step.pass, parameters: parameters.start + step.offset,
                parameterGradients: gradients.start + step.offset, memory: step.memory.start, team: team)
        }
    }
}

/// The feature maps of a skip network.
private struct Maps {
    let half: FeatureShape
    let skipRange: Range<Int>
    let input, skip, down, downActive, deep, deepActive: FeatureMap
    let joint, up, upActive, mixed, mixedActive, scores, output: FeatureMap
    let large, largeOther, small, smallOther, scoreGradient: FeatureMap

    /// The normalized joint map is not needed once the convolution has transformed it, and has the place of a gradient.
    var jointNormal: FeatureMap { large }

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
        (skip, joint, large) = (full(skipWidth), full(width + skipWidth), full(width + skipWidth))
        (up, upActive, mixed, mixedActive, largeOther) = (
            full(width), full(width), full(width), full(width), full(width)
        )
        (down, downActive, deep, deepActive, small, smallOther) = (
            halved(), halved(), halved(), halved(), halved(), halved()
        )
    }
}
