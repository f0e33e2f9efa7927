/// How patient a download is.
public struct TransferLimits: Sendable {
    /// How long to wait for a connection, in seconds.
    public var connectSeconds = 30
    /// How long to wait when no byte comes, in seconds.
    public var stallSeconds = 60
    /// How often to try one source whose connection breaks.
    public var attempts = 3
    /// How long to pause before the next try, in seconds.
    public var pauseSeconds = 2.0

    /// Makes the usual limits.
    public init() {}
}
