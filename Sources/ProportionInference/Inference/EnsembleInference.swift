public import NumericalMethods

/// Applies several networks that were trained alike, and takes the mean of what they say.
///
/// The mean of the members' proportions is the prediction, and their standard deviation says how far they agree: with M
/// members and ŷₘ the proportions of member m,
/// ŷ = Σ ŷₘ / M and s² = Σ (ŷₘ - ŷ)² / (M - 1), for each class by itself.
///
/// One thread uses it at a time.
///
/// Source: B. Lakshminarayanan, A. Pritzel, C. Blundell, *Simple and scalable predictive uncertainty estimation using deep
/// ensembles*, NeurIPS 2017.
public final class EnsembleInference {
    private let members: [NetworkInference]
    private let classes: Int

    /// Allocates the memory of every member.
    ///
    /// - Parameter networks: The members, one or more, of the same features and classes.
    public init(_ networks: [TrainedNetwork]) {
        guard let first = networks.first,
            networks.allSatisfy({ $0.features == first.features && $0.classes == first.classes })
        else { preconditionFailure("an ensemble of no networks, or of some that differ in features or classes") }
        members = networks.map(NetworkInference.init)
        classes = first.classes
    }

    /// Infers the proportions of samples.
    ///
    /// - Parameter inputs: The samples as the networks were trained on them, samples x features.
    /// - Returns: The mean and the spread of what the members say.
    public func infer(_ inputs: Matrix<Float>) -> EnsemblePrediction {
        let empty = Matrix(rows: inputs.rows, columns: classes, repeating: 0.0)
        var (mean, spread, own) = (empty, empty, empty)
        // Welford's recurrence: the mean so far, and the sum of squared deviations from it.
        for (index, member) in members.enumerated() {
            member.infer(inputs, into: &own)
            for element in own.elements.indices {
                let deviation = own.elements[element] - mean.elements[element]
                mean.elements[element] += deviation / Double(index + 1)
                spread.elements[element] += deviation * (own.elements[element] - mean.elements[element])
            }
        }
        let degrees = Double(max(members.count - 1, 1))
        for element in spread.elements.indices {
            spread.elements[element] = (spread.elements[element] / degrees).squareRoot()
        }
        return EnsemblePrediction(mean: mean, spread: spread)
    }
}
