/// What an unmixing method hears from and says to whoever started it.
public struct UnmixingMonitor: Sendable {
    /// How far it is.
    public struct Progress: Sendable, Equatable {
        /// The number of steps, or of epochs where the method has some, that are done.
        public let done: Int
        /// The number that will be done.
        public let total: Int
        /// The loss of the last one.
        public let loss: Double

        /// Joins what is known.
        public init(done: Int, total: Int, loss: Double) {
            self.done = done
            self.total = total
            self.loss = loss
        }
    }

    /// Is called after every step, or after every epoch where the method has some.
    public let report: @Sendable (Progress) -> Void
    /// Says whether to stop; it is asked before every step.
    public let isCancelled: @Sendable () -> Bool

    /// Makes a monitor; without arguments one that ignores everything and never stops a method.
    public init(
        report: @escaping @Sendable (Progress) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.report = report
        self.isCancelled = isCancelled
    }

    /// Throws `CancellationError` where the method is to stop.
    func checkCancellation() throws {
        if isCancelled() { throw CancellationError() }
    }
}
