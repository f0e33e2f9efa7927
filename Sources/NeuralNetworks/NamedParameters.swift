/// A block of parameters with its values.
public struct NamedParameters: Sendable, Equatable {
    /// The name, `LAYER.BLOCK` as `2.weight`.
    public let name: String
    /// The extents, slowest first.
    public let shape: [Int]
    /// The values, the last extent fastest.
    public let values: [Float]

    /// Makes a parameter of a name and its values.
    public init(name: String, shape: [Int], values: [Float]) {
        self.name = name
        self.shape = shape
        self.values = values
    }
}
