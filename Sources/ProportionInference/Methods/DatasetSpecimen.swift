internal import NumericalMethods

/// How much of a dataset there will be, and a small made-up piece of it that methods are timed on.
///
/// So a plan can say how long runs will take without making the dataset.
public struct DatasetSpecimen: Sendable {
    /// A few samples of the dataset's features and classes, whatever their values, and a piece of what its field knows.
    public let piece: MethodInput
    /// How many training samples there will be.
    public let training: Int
    /// How many validation samples there will be.
    public let validation: Int
    /// How many test samples there will be, those of all parts together.
    public let tests: Int
    /// How many times as much the field will know as the piece has: the ratio of pixels, or of patterns.
    public let fieldScale: Double
    /// How long making the dataset will take, in seconds.
    public let preparationSeconds: Double

    /// Describes a dataset by a piece of it.
    public init(
        piece: MethodInput, training: Int, validation: Int, tests: Int, fieldScale: Double = 1,
        preparationSeconds: Double = 0
    ) {
        precondition(
            piece.training.count > 0 && piece.validation.count > 0,
            "a piece of \(piece.training.count) training and \(piece.validation.count) validation samples")
        self.piece = piece
        self.training = training
        self.validation = validation
        self.tests = tests
        self.fieldScale = fieldScale
        self.preparationSeconds = preparationSeconds
    }

    /// A dataset that is there as a specimen of itself.
    public init(of dataset: MethodInput) {
        self.init(
            piece: dataset, training: dataset.training.count, validation: dataset.validation.count,
            tests: dataset.tests.reduce(0) { $0 + $1.inputs.rows })
    }
}

extension LabelledSamples {
    /// Random numbers of the shape of samples, with proportions that sum to 1.
    ///
    /// - Parameters:
    ///   - count: The number of samples.
    ///   - features: The number of features.
    ///   - classes: The number of classes.
    /// - Returns: The samples, the same at every call.
    public static func madeUp(count: Int, features: Int, classes: Int) -> LabelledSamples {
        var stream = Seed(experiment: "made-up samples", base: 0).stream()
        let inputs = (0..<count * features).map { _ in Float(stream.uniform()) }
        let proportions = (0..<count).flatMap { _ in stream.dirichlet(Array(repeating: 1, count: classes)) }
        return LabelledSamples(
            inputs: Matrix(rows: count, columns: features, elements: inputs),
            proportions: Matrix(rows: count, columns: classes, elements: proportions))
    }
}
