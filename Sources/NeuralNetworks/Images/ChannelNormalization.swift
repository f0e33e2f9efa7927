public import NumericalMethods

/// Batch normalization of a single image, and a leaky rectifier: y = φ(γ x̂ + β), x̂ = (x - μ)/√(σ² + ε).
///
/// The mean μ and the variance σ² (divided by the number of pixels) of each channel are those of the image itself;
/// φ(z) = z where z > 0, and s·z elsewhere. With s = 1 there is no rectifier.
///
/// Source: S. Ioffe and C. Szegedy, *Batch Normalization*, ICML 2015, Algorithm 1.
public struct ChannelNormalization: ImageLayer {
    /// The rows, columns and channels that it takes.
    public let inputShape: FeatureShape
    /// The slope s below zero; 1 for no rectifier.
    public let negativeSlope: Float
    /// ε, as PyTorch has it.
    public static let epsilon = 1e-5

    /// How many pixels are summed in a row before sums are added up.
    private static let pixelsPerRun = 128

    /// Makes a normalization.
    ///
    /// - Parameters:
    ///   - shape: The rows, columns and channels.
    ///   - negativeSlope: The slope below zero, above zero; 1 for no rectifier.
    public init(shape: FeatureShape, negativeSlope: Float = 1) {
        precondition(negativeSlope > 0, "a leaky rectifier of slope \(negativeSlope)")
        inputShape = shape
        self.negativeSlope = negativeSlope
    }

    /// The rows, columns and channels that it gives.
    public var outputShape: FeatureShape { inputShape }

    /// The scales γ and the shifts β, one a channel.
    public var parameters: [ParameterBlock] { ParameterBlock.normalization(inputShape.channels) }

    /// What stands for each channel, and two sums of each channel for every run of pixels.
    public var memoryCount: Int { (Memory.blocks + 2 * runs) * stride }

    /// Computes μ and σ², then y.
    public func forward(
        input: FeatureView, output: FeatureView, parameters: UnsafePointer<Float>,
        memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: input, output: output)
        let memory = Memory(memory, stride: stride)
        sumMoments(of: input, into: memory, team: team)
        combineMoments(memory, scales: parameters, shifts: parameters + inputShape.channels)
        apply(memory, input: input, output: output, team: team)
    }

    /// Computes y again from what the forward pass left in the memory, for whoever did not keep it.
    ///
    /// - Parameters:
    ///   - input: The input of the forward pass.
    ///   - output: Where its output is written.
    ///   - memory: What the forward pass was given.
    ///   - team: The threads that share the work.
    public func restore(
        input: FeatureView, output: FeatureView, memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: input, output: output)
        apply(Memory(memory, stride: stride), input: input, output: output, team: team)
    }

    private func apply(_ memory: Memory, input: FeatureView, output: FeatureView, team: ThreadTeam) {
        let (scales, offsets) = (memory.vectors(.scale), memory.vectors(.offset))
        let slope = FeatureMap.Vector(repeating: negativeSlope)
        forEachRun(team) { pixels in
            for pixel in pixels {
                let x = input.vectors + pixel &* input.vectorStride
                let y = output.vectors + pixel &* output.vectorStride
                for vector in 0..<input.vectorCount {
                    let z = offsets[vector].addingProduct(x[vector], scales[vector])
                    y[vector] = z.replacing(with: z * slope, where: z .< 0)
                }
            }
        }
    }

    /// Computes, with dz = dy φ′(z) and n pixels, dβ = Σ dz, dγ = Σ dz x̂ and
    /// dx = γ/√(σ² + ε) · (dz - dβ/n - x̂ dγ/n).
    public func backward(
        _ pass: ImageBackwardPass, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: pass.input, output: pass.output)
        let memory = Memory(memory, stride: stride)
        sumGradients(pass, into: memory, team: team)
        combineGradients(memory, gradients: parameterGradients)
        guard let inputGradient = pass.inputGradient else { return }
        let (scales, offsets) = (memory.vectors(.scale), memory.vectors(.offset))
        let (perInput, constant) = (memory.vectors(.inputFactor), memory.vectors(.constant))
        let (input, gradient) = (pass.input, pass.outputGradient)
        let slope = FeatureMap.Vector(repeating: negativeSlope)
        forEachRun(team) { pixels in
            for pixel in pixels {
                let x = input.vectors + pixel &* input.vectorStride
                let dy = gradient.vectors + pixel &* gradient.vectorStride
                let dx = inputGradient.vectors + pixel &* inputGradient.vectorStride
                for vector in 0..<input.vectorCount {
                    let z = offsets[vector].addingProduct(x[vector], scales[vector])
                    let dz = dy[vector].replacing(with: dy[vector] * slope, where: z .< 0)
                    dx[vector] = constant[vector].addingProduct(x[vector], perInput[vector]).addingProduct(
                        dz, scales[vector])
                }
            }
        }
    }
}

extension ChannelNormalization {
    private var stride: Int { FeatureMap.stride(channels: inputShape.channels) }
    private var runs: Int { (inputShape.pixels + Self.pixelsPerRun - 1) / Self.pixelsPerRun }

    private func forEachRun(_ team: ThreadTeam, _ work: (Range<Int>) -> Void) {
        team.forEachRun(of: Self.pixelsPerRun, below: inputShape.pixels, work)
    }

    /// What stands for each channel, and for each run of pixels and each channel.
    private struct Memory {
        enum Block: Int {
            case mean, inverseDeviation
            /// γ/√(σ² + ε) and β - μ γ/√(σ² + ε): z is x times the one plus the other.
            case scale, offset
            /// dx is dz times the scale, plus x times the first, plus the second.
            case inputFactor, constant
        }
        static let blocks = 6

        private let start: UnsafeMutablePointer<Float>
        private let stride: Int

        init(_ start: UnsafeMutablePointer<Float>, stride: Int) {
            self.start = start
            self.stride = stride
        }

        subscript(block: Block) -> UnsafeMutablePointer<Float> { start + block.rawValue &* stride }

        /// The first or the second sum of a run.
        func sums(run: Int, _ index: Int) -> UnsafeMutablePointer<Float> {
            start + (Self.blocks &+ 2 &* run &+ index) &* stride
        }

        func vectors(_ block: Block) -> UnsafeMutablePointer<FeatureMap.Vector> { Self.vectors(self[block]) }

        static func vectors(_ scalars: UnsafeMutablePointer<Float>) -> UnsafeMutablePointer<FeatureMap.Vector> {
            UnsafeMutableRawPointer(scalars).assumingMemoryBound(to: FeatureMap.Vector.self)
        }
    }

    /// The mean of every run of pixels, and the sum of squared differences from it: two passes over what is near.
    private func sumMoments(of input: FeatureView, into memory: Memory, team: ThreadTeam) {
        let count = input.vectorCount
        forEachRun(team) { pixels in
            let run = pixels.lowerBound / Self.pixelsPerRun
            let means = Memory.vectors(memory.sums(run: run, 0))
            let squares = Memory.vectors(memory.sums(run: run, 1))
            means.update(repeating: .zero, count: count)
            squares.update(repeating: .zero, count: count)
            for pixel in pixels {
                let x = input.vectors + pixel &* input.vectorStride
                for vector in 0..<count { means[vector] += x[vector] }
            }
            let share = 1 / Float(pixels.count)
            for vector in 0..<count { means[vector] *= share }
            for pixel in pixels {
                let x = input.vectors + pixel &* input.vectorStride
                for vector in 0..<count {
                    let difference = x[vector] - means[vector]
                    squares[vector] = squares[vector].addingProduct(difference, difference)
                }
            }
        }
    }

    /// Puts the runs together: μ = Σ nᵣ μᵣ / n, n σ² = Σ (squaresᵣ + nᵣ (μᵣ - μ)²).
    private func combineMoments(_ memory: Memory, scales: UnsafePointer<Float>, shifts: UnsafePointer<Float>) {
        let total = Double(inputShape.pixels)
        for channel in 0..<inputShape.channels {
            var mean = 0.0
            for run in 0..<runs { mean += pixelCount(run) * Double(memory.sums(run: run, 0)[channel]) }
            mean /= total
            var squares = 0.0
            for run in 0..<runs {
                let difference = Double(memory.sums(run: run, 0)[channel]) - mean
                squares += Double(memory.sums(run: run, 1)[channel]) + pixelCount(run) * difference * difference
            }
            let inverse = 1 / (squares / total + Self.epsilon).squareRoot()
            let scale = Double(scales[channel]) * inverse
            memory[.mean][channel] = Float(mean)
            memory[.inverseDeviation][channel] = Float(inverse)
            memory[.scale][channel] = Float(scale)
            memory[.offset][channel] = Float(Double(shifts[channel]) - mean * scale)
        }
    }

    /// The sums of dz and of dz x̂ over every run of pixels.
    private func sumGradients(_ pass: ImageBackwardPass, into memory: Memory, team: ThreadTeam) {
        let (input, gradient, count) = (pass.input, pass.outputGradient, pass.input.vectorCount)
        let (means, inverses) = (memory.vectors(.mean), memory.vectors(.inverseDeviation))
        let (scales, offsets) = (memory.vectors(.scale), memory.vectors(.offset))
        let slope = FeatureMap.Vector(repeating: negativeSlope)
        forEachRun(team) { pixels in
            let run = pixels.lowerBound / Self.pixelsPerRun
            let sums = Memory.vectors(memory.sums(run: run, 0))
            let products = Memory.vectors(memory.sums(run: run, 1))
            sums.update(repeating: .zero, count: count)
            products.update(repeating: .zero, count: count)
            for pixel in pixels {
                let x = input.vectors + pixel &* input.vectorStride
                let dy = gradient.vectors + pixel &* gradient.vectorStride
                for vector in 0..<count {
                    let z = offsets[vector].addingProduct(x[vector], scales[vector])
                    let dz = dy[vector].replacing(with: dy[vector] * slope, where: z .< 0)
                    sums[vector] += dz
                    products[vector] = products[vector].addingProduct(dz, x[vector] - means[vector])
                }
            }
            for vector in 0..<count { products[vector] *= inverses[vector] }
        }
    }

    /// Puts the runs together, and writes what every pixel's dx needs of them.
    private func combineGradients(_ memory: Memory, gradients: UnsafeMutablePointer<Float>) {
        let total = Double(inputShape.pixels)
        for channel in 0..<inputShape.channels {
            var sum = 0.0
            var product = 0.0
            for run in 0..<runs {
                sum += Double(memory.sums(run: run, 0)[channel])
                product += Double(memory.sums(run: run, 1)[channel])
            }
            gradients[channel] = Float(product)
            gradients[inputShape.channels + channel] = Float(sum)
            let scale = Double(memory[.scale][channel])
            let factor = -scale * Double(memory[.inverseDeviation][channel]) * product / total
            memory[.inputFactor][channel] = Float(factor)
            memory[.constant][channel] = Float(-scale * sum / total - factor * Double(memory[.mean][channel]))
        }
    }

    private func pixelCount(_ run: Int) -> Double {
        Double(min(Self.pixelsPerRun, inputShape.pixels - run * Self.pixelsPerRun))
    }
}
