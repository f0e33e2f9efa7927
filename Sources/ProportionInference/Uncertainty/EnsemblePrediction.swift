public import NumericalMethods

/// What the runs of a method say of samples: their mean, and how far they agree.
public struct EnsemblePrediction: Sendable, Equatable {
    /// The mean ŷ of the members' proportions, samples x classes.
    public let mean: Matrix<Double>
    /// Their standard deviation s = √(Σ(ŷₘ − ŷ)²/(M − 1)), samples x classes; zero for a single member.
    public let spread: Matrix<Double>

    /// Puts together what is known of an ensemble.
    public init(mean: Matrix<Double>, spread: Matrix<Double>) {
        precondition(
            mean.rows == spread.rows && mean.columns == spread.columns,
            "a mean of \(mean.rows) x \(mean.columns) with a spread of \(spread.rows) x \(spread.columns)")
        (self.mean, self.spread) = (mean, spread)
    }

    /// Joins the predictions of members.
    ///
    /// - Parameter members: The proportions of each member, samples x classes; one member or more, all of one shape.
    public init(members: [Matrix<Double>]) {
        guard let first = members.first,
            members.allSatisfy({ $0.rows == first.rows && $0.columns == first.columns })
        else { preconditionFailure("an ensemble of no members, or of some that differ in samples or classes") }
        let count = Double(members.count)
        var (mean, spread) = (first, Matrix(rows: first.rows, columns: first.columns, repeating: 0.0))
        for element in first.elements.indices {
            let sum = members.reduce(0) { $0 + $1.elements[element] }
            mean.elements[element] = sum / count
            let squares = members.reduce(0) { total, member in
                let deviation = member.elements[element] - sum / count
                return total + deviation * deviation
            }
            spread.elements[element] = (squares / max(count - 1, 1)).squareRoot()
        }
        self.init(mean: mean, spread: spread)
    }

    /// The number of samples.
    public var count: Int { mean.rows }

    /// Some of the samples, in an order.
    public func selecting(_ rows: some Sequence<Int>) -> EnsemblePrediction {
        let rows = Array(rows)
        return EnsemblePrediction(mean: mean.selectingRows(rows), spread: spread.selectingRows(rows))
    }
}
