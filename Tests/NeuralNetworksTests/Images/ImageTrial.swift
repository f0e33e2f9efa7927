import NeuralNetworks
import NumericalMethods
import TestSupport
import Testing

/// What an image layer is tried with.
struct ImageTrial {
    var input: [Float]
    var outputGradient: [Float]
    var parameters: [Float]

    /// Makes reals in [-1, 1) for a layer from a stream.
    init(_ layer: any ImageLayer, stream: Int) {
        let hashed = HashedNumbers(stream: stream)
        var index = 0
        func row(_ count: Int) -> [Float] {
            defer { index += count }
            return (index..<index + count).map { hashed.float($0) }
        }
        parameters = row(layer.parameterCount)
        input = row(layer.inputShape.pixels * layer.inputShape.channels)
        outputGradient = row(layer.outputShape.pixels * layer.outputShape.channels)
    }
}

extension ImageLayer {
    /// Runs the layer forwards and backwards, twice, so that what a pass leaves in its memory would be seen in the next.
    ///
    /// Every map has eight channels before those of the layer, which must stay as they are, and what stands behind the
    /// last channel must stay zero. Whatever the layer must overwrite is NaN before.
    func results(_ trial: ImageTrial, threads: Int = 1) -> ImageResults {
        let team = ThreadTeam(threads: threads)
        let memory = FloatBuffer(count: memoryCount)
        let parameters = FloatBuffer(count: parameterCount)
        let gradients = FloatBuffer(count: parameterCount)
        parameters.replace(with: trial.parameters)
        let maps = [inputShape, outputShape, outputShape, inputShape].map {
            FeatureMap(rows: $0.rows, columns: $0.columns, channels: $0.channels + 8)
        }
        let views = maps.map { $0.view(channels: 8..<$0.channels) }
        var results = ImageResults(output: [], inputGradient: [], parameterGradients: [])
        for _ in 0..<2 {
            for map in maps { map.fill(first: 8, with: 77) }
            views[0].write(trial.input)
            views[1].write(Array(repeating: .nan, count: trial.outputGradient.count))
            views[2].write(trial.outputGradient)
            views[3].write(Array(repeating: .nan, count: trial.input.count))
            gradients.replace(with: Array(repeating: .nan, count: parameterCount))
            forward(
                input: views[0], output: views[1], parameters: parameters.start, memory: memory.start, team: team)
            let output = views[1].read()
            backward(
                ImageBackwardPass(
                    input: views[0], output: views[1], outputGradient: views[2], inputGradient: views[3]),
                parameters: parameters.start, parameterGradients: gradients.start, memory: memory.start, team: team)
            results = ImageResults(
                output: output, inputGradient: views[3].read(), parameterGradients: gradients.copy())
        }
        for map in maps { #expect(map.isIntact(first: 8, with: 77), "channels beside those of \(self)") }
        return results
    }

    /// The gradients of L = Σ r·y with respect to the input and the parameters, by central differences of the naive layer.
    ///
    /// With a step of 10⁻⁵ the error is below 10⁻⁸ of the gradients, unless a kink lies within the step.
    func differences(_ trial: ImageTrial) -> (input: [Double], parameters: [Double]) {
        let naive = self.naive
        let weights = trial.outputGradient.map(Double.init)
        func gradient(_ values: [Double], _ output: ([Double]) -> [Double]) -> [Double] {
            values.indices.map { index in
                var (above, below) = (values, values)
                above[index] += 1e-5
                below[index] -= 1e-5
                return zip(zip(output(above), output(below)), weights).reduce(0) {
                    $0 + ($1.0.0 - $1.0.1) * $1.1
                } / 2e-5
            }
        }
        let (input, parameters) = (trial.input.map(Double.init), trial.parameters.map(Double.init))
        return (
            gradient(input) { naive.forward($0, parameters) }, gradient(parameters) { naive.forward(input, $0) }
        )
    }
}

/// The largest difference of two lists, as a share of the largest entry of the second or of 10⁻³; infinite for a NaN or
/// another count.
func relativeDifference(_ ours: [Float], _ expected: [Double]) -> Double {
    guard ours.count == expected.count else { return .infinity }
    let scale = max(expected.map(abs).max() ?? 0, 1e-3)
    return zip(ours, expected).reduce(0) { largest, pair in
        let difference = abs(Double(pair.0) - pair.1) / scale
        return difference <= largest ? largest : difference.isNaN ? .infinity : difference
    }
}

extension FeatureView {
    /// Writes the entries, channels fastest.
    func write(_ values: [Float]) {
        for (index, value) in values.enumerated() {
            scalars[index / channels * pixelStride + index % channels] = value
        }
    }

    /// Reads the entries, channels fastest.
    func read() -> [Float] {
        (0..<pixels * channels).map { scalars[$0 / channels * pixelStride + $0 % channels] }
    }
}

extension FeatureMap {
    /// Sets the first channels of every pixel.
    func fill(first channels: Int, with value: Float) {
        for pixel in 0..<pixels {
            for channel in 0..<channels { scalars[pixel * pixelStride + channel] = value }
        }
    }

    /// Whether the first channels are as they were filled, and zeros stand behind the last.
    func isIntact(first count: Int, with value: Float) -> Bool {
        (0..<pixels).allSatisfy { pixel in
            (0..<count).allSatisfy { scalars[pixel * pixelStride + $0] == value }
                && (channels..<pixelStride).allSatisfy { scalars[pixel * pixelStride + $0] == 0 }
        }
    }
}
