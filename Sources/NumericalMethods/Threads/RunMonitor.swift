/// What a long computation hears from and says to whoever started it.
public struct RunMonitor: Sendable {
    /// The state of a computation after an epoch, or after whatever else it counts.
    public struct Progress: Sendable, Equatable {
        /// What is known of how good it is by then.
        public enum Measure: Sendable, Equatable {
            /// An error, a fraction: its name, its value now, and the lowest so far.
            case error(name: String, current: Double, best: Double)
            /// What is minimized.
            case loss(Double)

            /// The error or the loss, as it is now.
            public var value: Double {
                switch self {
                case .error(_, let current, _): current
                case .loss(let loss): loss
                }
            }
        }

        /// The number of epochs that are done.
        public let done: Int
        /// The number of epochs that will be done.
        public let total: Int
        /// What is counted: `epoch` or `step`.
        public let unit: String
        /// How good it is.
        public let measure: Measure

        /// Says how far a computation is.
        public init(done: Int, total: Int, unit: String = "epoch", measure: Measure) {
            self.done = done
            self.total = total
            self.unit = unit
            self.measure = measure
        }
    }

    /// How many threads the computation may use; they must change no bit of its result.
    public let threads: Int
    /// Is called after every epoch, or after whatever else is counted.
    public let report: @Sendable (Progress) -> Void
    /// Says whether the computation is to stop.
    public let isCancelled: @Sendable () -> Bool

    /// Makes a monitor; without arguments one that ignores everything and never stops a computation of one thread.
    public init(
        threads: Int = 1,
        report: @escaping @Sendable (Progress) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        precondition(threads > 0, "\(threads) threads")
        self.threads = threads
        self.report = report
        self.isCancelled = isCancelled
    }

    /// Throws `CancellationError` where the computation is to stop.
    public func checkCancellation() throws {
        if isCancelled() { throw CancellationError() }
    }
}
