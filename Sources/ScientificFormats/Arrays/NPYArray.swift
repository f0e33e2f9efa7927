/// An array as read from a `.npy` file.
public struct NPYArray: Sendable, Equatable {
    /// The length of each dimension; empty for a single number.
    public let shape: [Int]
    /// The numbers, the last index running fastest, whatever order the file has.
    public let values: [Double]

    /// Makes an array; the product of the shape must be the number of values.
    public init(shape: [Int], values: [Double]) {
        precondition(checkedProduct(shape) == values.count, "\(values.count) values do not fill \(shape)")
        self.shape = shape
        self.values = values
    }
}
