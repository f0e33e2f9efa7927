/// A tensor with its name.
public struct NamedTensor: Sendable, Equatable {
    /// The name, unique within a file.
    public let name: String
    /// The length of each dimension; empty for a single number.
    public let shape: [Int]
    /// The numbers, the last index running fastest.
    public let values: [Float]

    /// Makes a tensor; the product of the shape must be the number of values.
    public init(name: String, shape: [Int], values: [Float]) {
        precondition(checkedProduct(shape) == values.count, "\(values.count) values do not fill \(shape)")
        self.name = name
        self.shape = shape
        self.values = values
    }
}
