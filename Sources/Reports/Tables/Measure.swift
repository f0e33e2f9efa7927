/// What the runs of one method on one dataset gave for one metric, in percent.
public struct Measure: Sendable, Equatable {
    /// The selected run's value.
    public let value: Double
    /// The mean over the runs that finished.
    public let mean: Double
    /// The standard deviation over the runs that finished; none for a single run.
    public let standardDeviation: Double?

    /// Makes a measure.
    public init(value: Double, mean: Double, standardDeviation: Double?) {
        self.value = value
        self.mean = mean
        self.standardDeviation = standardDeviation
    }

    var isFinite: Bool { value.isFinite && mean.isFinite && (standardDeviation?.isFinite ?? true) }
}
