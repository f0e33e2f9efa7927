/// A named block of a layer's parameters.
public struct ParameterBlock: Sendable, Equatable {
    /// What its entries do, which decides how they are initialized.
    public enum Role: Sendable, Equatable {
        /// Multiplies inputs: so many inputs feed one output, and one input feeds so many outputs.
        case weight(fanIn: Int, fanOut: Int)
        /// Is added to an output.
        case bias
        /// Starts at a value of its own, whatever the initialization: a scale at one, a threshold at zero.
        case constant(Float)
    }

    /// The name within the layer: `weight`, `bias`, `scale`, `shift` or `threshold`.
    public let name: String
    /// The extents, slowest first.
    public let shape: [Int]
    /// What its entries do.
    public let role: Role

    /// The number of entries.
    public var count: Int { shape.reduce(1, *) }

    /// Whether its entries multiply inputs.
    var isWeight: Bool {
        if case .weight = role { true } else { false }
    }

    /// A weight block of the given extents.
    static func weight(_ shape: [Int], fanIn: Int, fanOut: Int) -> ParameterBlock {
        ParameterBlock(name: "weight", shape: shape, role: .weight(fanIn: fanIn, fanOut: fanOut))
    }

    /// A bias for each of so many outputs.
    static func bias(_ count: Int) -> ParameterBlock {
        ParameterBlock(name: "bias", shape: [count], role: .bias)
    }

    /// The scales γ and the shifts β of so many normalized features.
    package static func normalization(_ count: Int) -> [ParameterBlock] {
        [
            ParameterBlock(name: "scale", shape: [count], role: .constant(1)),
            ParameterBlock(name: "shift", shape: [count], role: .constant(0)),
        ]
    }
}
