/// The mean along a signal: y[c] = 1/L · Σ over l of x[l, c].
public struct GlobalAveragePool1D: Layer {
    /// The number L of positions of the input.
    public let inputLength: Int
    /// The number of channels.
    public let channels: Int

    /// Makes a pooling layer.
    ///
    /// - Parameters:
    ///   - inputLength: The number of positions of the input, at least one.
    ///   - channels: The number of channels.
    public init(inputLength: Int, channels: Int) {
        precondition(inputLength > 0 && channels > 0, "the mean over the positions of \(inputLength) x \(channels)")
        self.inputLength = inputLength
        self.channels = channels
    }

    /// The number of positions times that of channels.
    public var inputFeatures: Int { inputLength * channels }
    /// The number of channels.
    public var outputFeatures: Int { channels }
    /// None.
    public var parameters: [ParameterBlock] { [] }

    /// Computes the mean of every channel.
    public func forward(
        input: ActivationMatrix, output: ActivationMatrix, samples: Int, parameters: UnsafePointer<Float>
    ) {
        requireShapes(input: input, output: output, samples: samples)
        let share = 1 / Float(inputLength)
        for group in 0..<ActivationMatrix.groups(samples: samples) {
            for channel in 0..<channels {
                let mean = output.vectors(row: channel, group: group)
                for index in 0..<ActivationMatrix.vectorsPerGroup {
                    var sum = ActivationMatrix.Vector.zero
                    for position in 0..<inputLength {
                        sum += input.vectors(row: position &* channels &+ channel, group: group)[index]
                    }
                    mean[index] = share * sum
                }
            }
        }
    }

    /// Hands every position its share of the gradient: dx[l, c] = dy[c] / L.
    public func backward(
        _ pass: BackwardPass, samples: Int, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
    ) {
        requireShapes(input: pass.input, output: pass.output, samples: samples)
        guard let inputGradient = pass.inputGradient else { return }
        let share = 1 / Float(inputLength)
        for group in 0..<ActivationMatrix.groups(samples: samples) {
            for position in 0..<inputLength {
                for channel in 0..<channels {
                    let gradient = pass.outputGradient.vectors(row: channel, group: group)
                    let row = inputGradient.vectors(row: position &* channels &+ channel, group: group)
                    for index in 0..<ActivationMatrix.vectorsPerGroup { row[index] = share * gradient[index] }
                }
            }
        }
    }
}
