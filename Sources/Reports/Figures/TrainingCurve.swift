/// How one run went while it trained.
public struct TrainingCurve: Sendable {
    /// How a run ended.
    public enum Ending: Sendable {
        /// It trained to its last epoch.
        case trained
        /// It trained to its last epoch, but at least one output is the same for every sample.
        case dead
        /// Its loss was no longer a finite number.
        case diverged
        /// It stopped for another reason.
        case failed
    }

    /// The run's number.
    public let run: Int
    /// The validation MMAE after each epoch, in percent; NaN where there is none.
    public let validationMMAE: [Double]
    /// How the run ended.
    public let ending: Ending
    /// The epoch whose weights were kept, counted from 1; only of the run whose numbers are reported.
    public let selectedEpoch: Int?

    /// Makes a run's curve.
    public init(run: Int, validationMMAE: [Double], ending: Ending, selectedEpoch: Int? = nil) {
        self.run = run
        self.validationMMAE = validationMMAE
        self.ending = ending
        self.selectedEpoch = selectedEpoch
    }
}
