/// How patient a download is.
public struct TransferLimits: Sendable {
    /// How long to wait for a connection, in seconds.
    public var connectSeconds = 30
    /// How long to wait where less than ``leastRate`` comes, in seconds.
    public var stallSeconds = 60
    /// The least number of bytes a second.
    public var leastRate = 512
    /// The largest download, in bytes, of a file whose size the catalogue does not say, or that comes in an archive.
    public var largestFile = 8 << 30
    /// How often to try one source whose connection breaks.
    public var attempts = 3
    /// How long to pause before the next try, in seconds.
    public var pauseSeconds = 2.0

    /// Makes the usual limits.
    public init() {}
}
