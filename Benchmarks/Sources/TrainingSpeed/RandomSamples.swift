import NumericalMethods
import ProportionInference

/// Signals uniform on [0, 1), and proportions uniform on the simplex.
struct RandomSamples {
    let labelled: LabelledSamples
    /// Their numbers, in an order without any.
    let order: [Int]

    init(count: Int, points: Int, classes: Int) {
        var stream = Seed(experiment: "training speed", base: 0).stream()
        let signals = (0..<count * points).map { _ in stream.uniformFloat() }
        let proportions = (0..<count).flatMap { _ in stream.dirichlet(Array(repeating: 1, count: classes)) }
        labelled = LabelledSamples(
            inputs: Matrix(rows: count, columns: points, elements: signals),
            proportions: Matrix(rows: count, columns: classes, elements: proportions))
        var order = Array(0..<count)
        stream.shuffle(&order)
        self.order = order
    }
}
