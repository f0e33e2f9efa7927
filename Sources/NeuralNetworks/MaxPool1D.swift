/// Max-pooling along a signal: y[l, c] = max over j < w of x[l·w + j, c].
///
/// Windows do not overlap; positions behind the last whole window are dropped, as PyTorch's `MaxPool1d(w)` does. Where
/// several positions share the maximum the gradient goes to the first. A window that holds a NaN gives NaN, so that a
/// diverged network is seen as one.
public struct MaxPool1D: Layer {
    /// The number of positions of the input.
    public let inputLength: Int
    /// The number of channels.
    public let channels: Int
    /// The number of positions a window.
    public let window: Int

    /// Makes a pooling layer.
    ///
    /// - Parameters:
    ///   - inputLength: The number of positions of the input, at least a window.
    ///   - channels: The number of channels.
    ///   - window: The number of positions a window.
    public init(inputLength: Int, channels: Int, window: Int) {
        precondition(
            channels > 0 && window > 0 && inputLength >= window, "pooling \(window) of \(inputLength) x \(channels)")
        self.inputLength = inputLength
        self.channels = channels
        self.window = window
    }

    /// The number of positions of the output.
    public var outputLength: Int { inputLength / window }
    /// The number of positions times that of channels of the input.
    public var inputFeatures: Int { inputLength * channels }
    /// The number of positions times that of channels of the output.
    public var outputFeatures: Int { outputLength * channels }
    /// None.
    public var parameters: [ParameterBlock] { [] }

    /// Computes the maximum of every window.
    public func forward(
        input: ActivationMatrix, output: ActivationMatrix, samples: Int, parameters: UnsafePointer<Float>
    ) {
        requireShapes(input: input, output: output, samples: samples)
        let used = ActivationMatrix.padded(samples: samples) / ActivationMatrix.Vector.scalarCount
        let stride = input.vectorStride
        for position in 0..<outputLength {
            for channel in 0..<channels {
                let result = output.vectors + (position &* channels &+ channel) &* stride
                let first = input.vectors + (position &* window &* channels &+ channel) &* stride
                for index in 0..<used {
                    var maximum = first[index]
                    for offset in 1..<window {
                        let candidate = first[offset &* channels &* stride &+ index]
                        maximum.replace(with: candidate, where: candidate .> maximum .| candidate .!= candidate)
                    }
                    result[index] = maximum
                }
            }
        }
    }

    /// Hands the gradient of every window to the position of its maximum.
    public func backward(
        _ pass: BackwardPass, samples: Int, parameters: UnsafePointer<Float>,
        parameterGradients: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
    ) {
        requireShapes(input: pass.input, output: pass.output, samples: samples)
        guard let inputGradient = pass.inputGradient else { return }
        let used = ActivationMatrix.padded(samples: samples) / ActivationMatrix.Vector.scalarCount
        let stride = pass.input.vectorStride
        for position in 0..<outputLength {
            for channel in 0..<channels {
                let row = (position &* channels &+ channel) &* stride
                let maximum = pass.output.vectors + row
                let gradient = pass.outputGradient.vectors + row
                let start = (position &* window &* channels &+ channel) &* stride
                for index in 0..<used {
                    var remaining = gradient[index]
                    for offset in 0..<window {
                        let place = start &+ offset &* channels &* stride &+ index
                        let isMaximum = pass.input.vectors[place] .== maximum[index]
                        inputGradient.vectors[place] = ActivationMatrix.Vector.zero.replacing(
                            with: remaining, where: isMaximum)
                        remaining.replace(with: 0, where: isMaximum)
                    }
                }
            }
        }
        // Positions behind the last whole window took no part.
        let tail = outputFeatures * window
        for feature in tail..<inputFeatures {
            (inputGradient.vectors + feature * stride).update(repeating: .zero, count: used)
        }
    }
}
