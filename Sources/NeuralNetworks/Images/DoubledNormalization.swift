public import NumericalMethods

/// Batch normalization of an image interpolated to twice its size, which is never made: y = γ (d - μ)/√(σ² + ε) + β.
///
/// The mean μ and the variance σ² of each channel are those of all pixels of U d, with U for the interpolation of
/// ``DoubledConvolution3x3``. As the weights of each pixel's sources sum to one, U y is the normalization of U d. With
/// N pixels and the sums w = Uᵀ1 of the weights, μ = w·d/N and σ² = (d - μ)·t/N, where t = UᵀU (d - μ) has terms from the eight
/// neighbours.
///
/// The gradient with respect to the output is that with respect to y, which Uᵀ has already brought to the input's size.
public struct DoubledNormalization: ImageLayer {
    /// The rows, columns and channels that it takes.
    public let inputShape: FeatureShape
    private let rows: NeighbourWeights
    private let columns: NeighbourWeights
    /// The rows, columns and channels of the interpolated image.
    public let doubledShape: FeatureShape

    /// Makes a normalization.
    ///
    /// - Parameters:
    ///   - input: The rows, columns and channels that it takes, at least 2 x 2 pixels.
    ///   - doubled: The rows and columns of the interpolated image: twice the input's, or one less.
    public init(input: FeatureShape, doubled: FeatureShape) {
        precondition(
            input.rows >= 2 && input.columns >= 2 && (2 * input.rows - 1...2 * input.rows).contains(doubled.rows)
                && (2 * input.columns - 1...2 * input.columns).contains(doubled.columns),
            "a normalization of \(input), doubled to \(doubled)")
        inputShape = input
        rows = NeighbourWeights(inputs: input.rows, outputs: doubled.rows)
        columns = NeighbourWeights(inputs: input.columns, outputs: doubled.columns)
        doubledShape = doubled.with(channels: input.channels)
    }

    /// The rows, columns and channels that it gives.
    public var outputShape: FeatureShape { inputShape }

    /// The scales γ and the shifts β, one a channel.
    public var parameters: [ParameterBlock] { ParameterBlock.normalization(inputShape.channels) }

    /// t, what stands for each channel, and two sums of each channel for every row.
    public var memoryCount: Int { (inputShape.pixels + Memory.blocks + 2 * inputShape.rows) * stride }

    /// Computes μ, then t and σ², then y.
    public func forward(
        input: FeatureView, output: FeatureView, parameters: UnsafePointer<Float>,
        memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: input, output: output)
        let memory = Memory(self, memory)
        sumPixels(of: input, into: memory, team: team)
        for channel in 0..<inputShape.channels {
            memory.mean[channel] = Float(memory.total(0, channel: channel) / pixels)
        }
        spread(input, into: memory, team: team)
        for channel in 0..<inputShape.channels {
            let variance = memory.total(1, channel: channel) / pixels
            let inverse = 1 / (variance + ChannelNormalization.epsilon).squareRoot()
            let scale = Double(parameters[channel]) * inverse
            memory.inverseDeviation[channel] = Float(inverse)
            memory.scale[channel] = Float(scale)
            memory.offset[channel] = Float(
                Double(parameters[inputShape.channels + channel]) - Double(memory.mean[channel]) * scale)
        }
        let (scales, offsets) = (vectors(memory.scale), vectors(memory.offset))
        forEachPixel(team) { row, column, pixel in
            let x = input.vectors + pixel &* input.vectorStride
            let y = output.vectors + pixel &* output.vectorStride
            for vector in 0..<input.vectorCount {
                y[vector] = offsets[vector].addingProduct(x[vector], scales[vector])
            }
        }
    }

    /// Computes, with g for the gradient of y, dβ = Σ g, dγ = Σ g (d - μ)/√(σ² + ε) and
    /// dd = γ/√(σ² + ε) · (g - w dβ/N - t dγ/(N √(σ² + ε))).
    public func backward(
        _ pass: ImageBackwardPass, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, memory: UnsafeMutablePointer<Float>, team: ThreadTeam
    ) {
        requireShapes(input: pass.input, output: pass.output)
        let memory = Memory(self, memory)
        sumGradients(pass, into: memory, team: team)
        for channel in 0..<inputShape.channels {
            let inverse = Double(memory.inverseDeviation[channel])
            let (sum, product) = (memory.total(0, channel: channel), memory.total(1, channel: channel) * inverse)
            parameterGradients[channel] = Float(product)
            parameterGradients[inputShape.channels + channel] = Float(sum)
            let scale = Double(memory.scale[channel])
            memory.constant[channel] = Float(-scale * sum / pixels)
            memory.factor[channel] = Float(-scale * inverse * product / pixels)
        }
        guard let inputGradient = pass.inputGradient else { return }
        let (scales, constants, factors) = (vectors(memory.scale), vectors(memory.constant), vectors(memory.factor))
        forEachPixel(team) { row, column, pixel in
            let weight = FeatureMap.Vector(repeating: rows.sums[row] * columns.sums[column])
            let dy = pass.outputGradient.vectors + pixel &* pass.outputGradient.vectorStride
            let dx = inputGradient.vectors + pixel &* inputGradient.vectorStride
            let t = vectors(memory.spread + pixel &* stride)
            for vector in 0..<inputGradient.vectorCount {
                dx[vector] = (dy[vector] * scales[vector]).addingProduct(weight, constants[vector])
                    .addingProduct(t[vector], factors[vector])
            }
        }
    }
}

extension DoubledNormalization {
    /// N.
    private var pixels: Double { Double(doubledShape.pixels) }
    private var stride: Int { FeatureMap.stride(channels: inputShape.channels) }

    private func forEachPixel(_ team: ThreadTeam, _ work: (Int, Int, Int) -> Void) {
        team.forEach(inputShape.rows) { row in
            for column in 0..<inputShape.columns { work(row, column, row &* inputShape.columns &+ column) }
        }
    }

    /// Σ w d of every row.
    private func sumPixels(of input: FeatureView, into memory: Memory, team: ThreadTeam) {
        team.forEach(inputShape.rows) { row in
            let sums = vectors(memory.sums(row: row, 0))
            sums.update(repeating: .zero, count: input.vectorCount)
            for column in 0..<inputShape.columns {
                let x = input.vectors + (row &* inputShape.columns &+ column) &* input.vectorStride
                let weight = FeatureMap.Vector(repeating: rows.sums[row] * columns.sums[column])
                for vector in 0..<input.vectorCount { sums[vector] = sums[vector].addingProduct(x[vector], weight) }
            }
        }
    }

    /// t, and Σ (d - μ) t of every row.
    private func spread(_ input: FeatureView, into memory: Memory, team: ThreadTeam) {
        let (width, count, step) = (inputShape.columns, input.vectorCount, stride / FeatureMap.Vector.scalarCount)
        let means = vectors(memory.mean)
        team.forEach(inputShape.rows) { row in
            // A pixel of zeros before and behind the row.
            withUnsafeTemporaryAllocation(of: FeatureMap.Vector.self, capacity: (width + 2) * step) { sums in
                sums.update(repeating: .zero)
                let sums = sums.baseAddress! + step
                for shift in -1...1 where (0..<inputShape.rows).contains(row &+ shift) {
                    let weight = FeatureMap.Vector(repeating: rows.weights[row][shift &+ 1])
                    for column in 0..<width {
                        let x = input.vectors + ((row &+ shift) &* width &+ column) &* input.vectorStride
                        let sum = sums + column &* step
                        for vector in 0..<count {
                            sum[vector] = sum[vector].addingProduct(x[vector] - means[vector], weight)
                        }
                    }
                }
                let products = vectors(memory.sums(row: row, 1))
                products.update(repeating: .zero, count: count)
                for column in 0..<width {
                    let pixel = row &* width &+ column
                    let x = input.vectors + pixel &* input.vectorStride
                    let t = vectors(memory.spread + pixel &* stride)
                    let sum = sums + column &* step
                    let (a, b, c) = columns.vectors(column)
                    for vector in 0..<count {
                        let value = (sum[vector &- step] * a).addingProduct(sum[vector], b)
                            .addingProduct(sum[vector &+ step], c)
                        t[vector] = value
                        products[vector] = products[vector].addingProduct(value, x[vector] - means[vector])
                    }
                }
            }
        }
    }

    /// Σ g and Σ g (d - μ) of every row.
    private func sumGradients(_ pass: ImageBackwardPass, into memory: Memory, team: ThreadTeam) {
        let means = vectors(memory.mean)
        team.forEach(inputShape.rows) { row in
            let (sums, products) = (vectors(memory.sums(row: row, 0)), vectors(memory.sums(row: row, 1)))
            sums.update(repeating: .zero, count: pass.input.vectorCount)
            products.update(repeating: .zero, count: pass.input.vectorCount)
            for column in 0..<inputShape.columns {
                let pixel = row &* inputShape.columns &+ column
                let x = pass.input.vectors + pixel &* pass.input.vectorStride
                let dy = pass.outputGradient.vectors + pixel &* pass.outputGradient.vectorStride
                for vector in 0..<pass.input.vectorCount {
                    sums[vector] += dy[vector]
                    products[vector] = products[vector].addingProduct(dy[vector], x[vector] - means[vector])
                }
            }
        }
    }

    /// What stands for each channel, for each row and channel, and for each pixel.
    private struct Memory {
        static let blocks = 6
        /// γ/√(σ² + ε) and β - μ γ/√(σ² + ε) are the scale and the offset; what dd has of w and of t are the constant and the factor.
        let mean, inverseDeviation, scale, offset, constant, factor: UnsafeMutablePointer<Float>
        let spread: UnsafeMutablePointer<Float>
        private let firstSums: UnsafeMutablePointer<Float>
        private let stride, rows: Int

        init(_ layer: DoubledNormalization, _ start: UnsafeMutablePointer<Float>) {
            (stride, rows) = (layer.stride, layer.inputShape.rows)
            mean = start
            inverseDeviation = start + stride
            scale = start + 2 * stride
            offset = start + 3 * stride
            constant = start + 4 * stride
            factor = start + 5 * stride
            firstSums = start + Self.blocks * stride
            spread = firstSums + 2 * rows * stride
        }

        /// The first or the second sum of a row.
        func sums(row: Int, _ index: Int) -> UnsafeMutablePointer<Float> { firstSums + (2 &* row &+ index) &* stride }

        /// The first or the second sum of all rows.
        func total(_ index: Int, channel: Int) -> Double {
            (0..<rows).reduce(0) { $0 + Double(sums(row: $1, index)[channel]) }
        }
    }

    /// UᵀU and Uᵀ1 in one direction.
    private struct NeighbourWeights {
        /// For each pixel the weights of the one before, itself and the one behind.
        let weights: [[Float]]
        let sums: [Float]

        init(inputs: Int, outputs: Int) {
            var products = Array(repeating: [0.0, 0, 0], count: inputs)
            for output in 0..<outputs {
                let near = output / 2
                let far = min(max(output % 2 == 0 ? near - 1 : near + 1, 0), inputs - 1)
                // Where the far one would lie beyond the border, it is the near one.
                let terms = far == near ? [(near, 1.0)] : [(near, 0.75), (far, 0.25)]
                for (first, weight) in terms {
                    for (second, other) in terms { products[first][second - first + 1] += weight * other }
                }
            }
            weights = products.map { $0.map(Float.init) }
            sums = products.map { Float($0.reduce(0, +)) }
        }

        func vectors(_ index: Int) -> (FeatureMap.Vector, FeatureMap.Vector, FeatureMap.Vector) {
            let weights = weights[index]
            return (
                FeatureMap.Vector(repeating: weights[0]), FeatureMap.Vector(repeating: weights[1]),
                FeatureMap.Vector(repeating: weights[2])
            )
        }
    }
}
