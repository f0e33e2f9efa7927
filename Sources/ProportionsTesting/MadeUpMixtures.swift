internal import NumericalMethods
public import ProportionInference

/// Made-up mixtures to try methods and losses on: noisy sums of a few random signals.
public enum MadeUpMixtures {
    /// Makes mixtures of random signals in random proportions, the same at every call.
    ///
    /// - Parameters:
    ///   - classes: The number of classes, two or more.
    ///   - features: The number of points of a signal.
    ///   - samples: The number of samples of each of the three parts.
    ///   - field: What the field knows of the samples, where a method needs that.
    /// - Returns: A training, a validation and a test part; the latter is called `test`.
    public static func input(
        classes: Int = 3, features: Int = 40, samples: Int = 60, field: (any FieldData)? = nil
    ) -> MethodInput {
        var stream = Seed(experiment: "made-up mixtures", base: UInt64(classes * features)).stream()
        let signals = (0..<classes).map { _ in (0..<features).map { _ in stream.uniform() } }
        func part() -> LabelledSamples {
            let proportions = (0..<samples).map { _ in stream.dirichlet([Double](repeating: 1, count: classes)) }
            let inputs = proportions.flatMap { shares in
                (0..<features).map { point in
                    Float(zip(shares, signals).reduce(0.01 * stream.normal()) { $0 + $1.0 * $1.1[point] })
                }
            }
            return LabelledSamples(
                inputs: Matrix(rows: samples, columns: features, elements: inputs),
                proportions: Matrix(rows: samples, columns: classes, elements: proportions.flatMap { $0 }))
        }
        let (training, validation, test) = (part(), part(), part())
        return MethodInput(
            classes: (1...classes).map { "class-\($0)" }, training: training, validation: validation,
            tests: [MethodInput.TestPart(name: "test", inputs: test.inputs)], field: field)
    }
}
