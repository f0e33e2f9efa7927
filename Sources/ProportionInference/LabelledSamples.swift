public import NumericalMethods

/// Samples whose proportions are known.
public struct LabelledSamples: Sendable {
    /// The signals, a row a sample: samples x features (bands, or points of a pattern).
    public let inputs: Matrix<Float>
    /// The true proportions, a row a sample: samples x classes.
    public let proportions: Matrix<Double>

    /// Makes samples of signals and as many rows of proportions.
    public init(inputs: Matrix<Float>, proportions: Matrix<Double>) {
        precondition(
            inputs.rows == proportions.rows, "\(inputs.rows) signals with \(proportions.rows) rows of proportions")
        self.inputs = inputs
        self.proportions = proportions
    }

    /// The number of samples.
    public var count: Int { inputs.rows }
}
