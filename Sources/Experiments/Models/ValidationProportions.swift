public import NumericalMethods
public import ProportionInference
internal import ScientificFormats

/// The validation samples of a model's training: their true proportions, and what its networks say of them.
///
/// No network has learned from these samples, so that they tell how far off it is with others of their kind.
public struct ValidationProportions: Sendable, Equatable {
    /// The true proportions, samples x classes.
    public let targets: Matrix<Double>
    /// What each network says, samples x classes.
    let members: [Matrix<Double>]

    /// The names of the tensors that hold them in a file.
    static let (targetsName, membersName) = ("validation.targets", "validation.proportions")

    /// What the networks say together.
    public func prediction() -> EnsemblePrediction { EnsemblePrediction(members: members) }

    /// The true proportions as a file holds them.
    var targetsTensor: NamedTensor { Self.tensor(Self.targetsName, targets) }

    /// What a network says as a file holds it.
    func memberTensor(_ index: Int, prefix: String) -> NamedTensor {
        Self.tensor(prefix + Self.membersName, members[index])
    }

    private static func tensor(_ name: String, _ proportions: Matrix<Double>) -> NamedTensor {
        NamedTensor(
            name: name, shape: [proportions.rows, proportions.columns], values: proportions.elements.map(Float.init))
    }

    /// The proportions that a tensor of a file holds, or nothing where they are none.
    static func proportions(of tensor: NamedTensor, classes: Int) -> Matrix<Double>? {
        guard tensor.shape.count == 2, tensor.shape[1] == classes,
            tensor.values.allSatisfy({ $0.isFinite && $0 >= 0 })
        else { return nil }
        return Matrix(rows: tensor.shape[0], columns: classes, elements: tensor.values.map(Double.init))
    }
}
