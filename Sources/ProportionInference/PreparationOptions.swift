/// How much of a dataset is made, and how.
public struct PreparationOptions: Sendable {
    /// The share of the training samples to keep, above 0 and at most 1.
    public let trainingShare: Double
    /// The folder for what is slow to make and may be kept, under a hash of what it was made from; nothing is kept where
    /// there is none.
    public let cacheFolder: String?
    /// How many threads may work on it, one or more.
    ///
    /// Their number has no influence on the samples.
    public let workers: Int
    /// Whether a stop was asked for.
    public let isCancelled: @Sendable () -> Bool

    /// Joins the options.
    public init(
        trainingShare: Double = 1, cacheFolder: String? = nil, workers: Int = 1,
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        precondition(trainingShare > 0 && trainingShare <= 1, "a share of \(trainingShare) of the training samples")
        precondition(workers > 0, "\(workers) workers")
        self.trainingShare = trainingShare
        self.cacheFolder = cacheFolder
        self.workers = workers
        self.isCancelled = isCancelled
    }

    /// Throws a `CancellationError` where a stop was asked for.
    public func checkCancellation() throws {
        if isCancelled() { throw CancellationError() }
    }
}
