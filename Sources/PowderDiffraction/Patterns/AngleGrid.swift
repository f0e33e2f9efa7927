/// Equally spaced angles 2θ, in degrees: the points at which every pattern of a dataset is given.
public struct AngleGrid: Sendable, Hashable {
    /// The first angle 2θ, in degrees.
    public let first: Double
    /// The distance of two angles, in degrees.
    public let step: Double
    /// The number of angles.
    public let count: Int

    /// Makes a grid of at least two angles between 0 and 180 degrees.
    public init?(first: Double, step: Double, count: Int) {
        guard count >= 2, first > 0, step > 0, first + step * Double(count - 1) < 180 else { return nil }
        self.first = first
        self.step = step
        self.count = count
    }

    /// The last angle, in degrees.
    public var last: Double { self[count - 1] }

    /// The angle of an index from 0 to `count - 1`, in degrees.
    public subscript(index: Int) -> Double { first + step * Double(index) }

    /// All angles, in degrees.
    public func angles() -> [Double] { (0..<count).map { self[$0] } }
}
