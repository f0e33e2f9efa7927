public import SimplexMath

/// What unmixing an image by a trained network gives.
public struct UnmixingResult: Sendable {
    /// How training ended.
    public enum Outcome: Sendable, Equatable {
        /// It did what it set out to do.
        case completed
        /// The loss ceased to be finite in a step, counted from one; what was there before it was kept.
        case diverged(step: Int)
    }

    /// How training ended.
    public let outcome: Outcome
    /// The share of each class in each pixel, pixels x classes; nothing where there are none that are finite.
    public let abundances: Matrix<Double>?
    /// The spectrum of each class, classes x bands: those that were given, or those that were found.
    public let endmembers: Matrix<Double>
    /// The loss of every step, or the mean loss of every epoch where the method has some.
    public let losses: [Double]

    /// Joins what came of it.
    public init(outcome: Outcome, abundances: Matrix<Double>?, endmembers: Matrix<Double>, losses: [Double]) {
        self.outcome = outcome
        self.abundances = abundances
        self.endmembers = endmembers
        self.losses = losses
    }
}
