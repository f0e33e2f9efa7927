/// A signal has too few points for an architecture.
public struct SignalTooShort: Error, Equatable, CustomStringConvertible {
    /// The architecture's name.
    public let architecture: String
    /// The number of points of the signal.
    public let points: Int

    /// Names an architecture, and the number of points that is too small for it.
    public init(architecture: String, points: Int) {
        self.architecture = architecture
        self.points = points
    }

    /// The network's name and the number of points.
    public var description: String { "a signal of \(points) points is too short for \(architecture)" }
}
