/// Numbers in an array of any number of dimensions, stored column by column as MATLAB stores them.
public struct MatArray<T: Sendable>: Sendable {
    /// The length of each dimension, two or more of them.
    public let shape: [Int]
    /// The numbers, the first index running fastest: in two dimensions (r, c) stands at `r + c * shape[0]`.
    public let elements: [T]

    /// Makes an array; the product of the shape must be the number of elements.
    public init(shape: [Int], elements: [T]) {
        precondition(checkedProduct(shape) == elements.count, "\(elements.count) elements do not fill \(shape)")
        self.shape = shape
        self.elements = elements
    }
}

extension MatArray: Equatable where T: Equatable {}
