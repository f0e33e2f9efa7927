internal import DataCatalogue
internal import DeclarativeFiles
public import ProportionInference
public import NumericalMethods

/// One run that an experiment consists of: one method, one repetition.
public struct RunPlan: Sendable {
    /// The method.
    public let method: any ProportionMethod
    /// The repetition, counted from one.
    public let run: Int
    /// The source of the run's randomness: the same for every method.
    public let seed: Seed
    /// What determines its outcome.
    public let identity: RunIdentity
    /// Where its record goes.
    public let place: RunPlace
}
