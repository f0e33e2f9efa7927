/// What happened in one epoch of training.
public struct EpochRecord: Sendable, Equatable {
    /// The epoch, counted from one.
    public let epoch: Int
    /// The mean loss over the training samples, each taken before the step it belongs to.
    public let trainingLoss: Double
    /// The mean loss over the validation samples after the epoch.
    public let validationLoss: Double
    /// The scores on the validation samples after the epoch.
    public let validation: Scores
    /// The classes whose output is dead after the epoch: it does not depend on the sample, or no training signal
    /// reaches it.
    public let deadClasses: [Int]

    /// Makes a record.
    public init(
        epoch: Int, trainingLoss: Double, validationLoss: Double, validation: Scores, deadClasses: [Int]
    ) {
        self.epoch = epoch
        self.trainingLoss = trainingLoss
        self.validationLoss = validationLoss
        self.validation = validation
        self.deadClasses = deadClasses
    }
}
