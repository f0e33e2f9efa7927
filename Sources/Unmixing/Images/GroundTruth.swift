public import NumericalMethods

/// What an image's pixels hold, as far as it is known.
public struct GroundTruth: Sendable {
    /// The names of the classes, in the order of the columns of ``abundances``.
    public let classes: [String]
    /// The share of each class in each pixel, pixels x classes, every row a point of the simplex.
    public let abundances: Matrix<Double>
    /// The pure spectrum of each class, classes x bands, on a scale of their own; nothing where there are none.
    public let endmembers: Matrix<Double>?

    /// Makes a truth of as many columns of abundances, and rows of endmembers, as there are classes.
    public init(classes: [String], abundances: Matrix<Double>, endmembers: Matrix<Double>?) {
        precondition(
            abundances.columns == classes.count && endmembers.map { $0.rows == classes.count } ?? true,
            "\(abundances.columns) columns of abundances for \(classes.count) classes")
        self.classes = classes
        self.abundances = abundances
        self.endmembers = endmembers
    }
}
