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
}
