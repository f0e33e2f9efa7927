public import NumericalMethods

/// How much of a dataset is made, and how.
public struct PreparationOptions: Sendable {
    /// The share of the training samples to keep, above 0 and at most 1.
    public let trainingShare: Double
    /// The folder for what is slow to make and may be kept, under a hash of what it was made from; nothing is kept where
    /// there is none.
    public let cacheFolder: String?
    /// Whether what is kept may be used; else it is made again, and replaced.
    public let trustsCache: Bool
    /// Says how many threads may work on it, which has no influence on the samples, and when to stop.
    public let monitor: RunMonitor
    /// Takes what is to be told while the dataset is made, such as that nothing can be kept.
    public let remark: @Sendable (String) -> Void

    /// Makes options.
    public init(
        trainingShare: Double = 1, cacheFolder: String? = nil, trustsCache: Bool = true,
        monitor: RunMonitor = RunMonitor(),
        remark: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        precondition(trainingShare > 0 && trainingShare <= 1, "a share of \(trainingShare) of the training samples")
        self.trainingShare = trainingShare
        self.cacheFolder = cacheFolder
        self.trustsCache = trustsCache
        self.monitor = monitor
        self.remark = remark
    }
}
