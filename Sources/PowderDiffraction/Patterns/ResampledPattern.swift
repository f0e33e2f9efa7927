/// A measured pattern on the grid of a dataset, in counts for each step of the grid.
public struct ResampledPattern: Sendable, Equatable {
    /// The counts within half a step of each angle of the grid.
    public let counts: [Double]
    /// The variance of each number of ``counts``, where that of the measured ones is known.
    public let variances: [Double]?

    /// Makes a pattern of as many variances as counts, where there are any.
    public init(counts: [Double], variances: [Double]?) {
        precondition(variances.map { $0.count == counts.count } ?? true, "variances of another pattern")
        self.counts = counts
        self.variances = variances
    }
}
