/// What a convolution or a dense layer applies to its sums before it hands them on.
public enum Activation: Sendable, Equatable {
    /// Nothing: y = z.
    case identity
    /// The rectifier: y = max(z, 0), with derivative 0 at z = 0.
    case rectifier

    /// The least value that it lets through.
    var floor: Float {
        switch self {
        case .identity: -.infinity
        case .rectifier: 0
        }
    }

    /// Turns the gradient with respect to the output into the one with respect to the sums, in place.
    ///
    /// The forward output tells enough: it is above zero just where the sum was.
    func maskGradient(_ gradient: ActivationMatrix, output: ActivationMatrix, samples: Int) {
        guard self == .rectifier else { return }
        let used = ActivationMatrix.padded(samples: samples) / ActivationMatrix.Vector.scalarCount
        let stride = output.vectorStride
        let values = output.vectors
        let gradients = gradient.vectors
        for feature in 0..<output.features {
            let start = feature &* stride
            for index in start..<start &+ used {
                gradients[index].replace(with: 0, where: values[index] .<= 0)
            }
        }
    }
}
