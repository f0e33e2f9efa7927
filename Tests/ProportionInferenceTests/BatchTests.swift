import ProportionInference
import ProportionsTesting
import NumericalMethods
import Testing

@Suite struct BatchTests {
    /// Five samples of three classes, columns 2 to 6 of a buffer of eight; the targets' rows are scattered.
    static let classes = 3
    static let leadingDimension = 8
    static let first = 2
    static let rows = [9, 0, 4, 4, 7]

    let outputs: [Float]
    let targets: Matrix<Double>

    init() {
        var stream = RandomStream(seed: 1)
        outputs = (0..<Self.classes * Self.leadingDimension).map { _ in Float(3 * stream.normal()) }
        targets = Matrix(
            rows: 10, columns: Self.classes, elements: (0..<10).flatMap { _ in stream.dirichlet([1, 1, 1]) })
    }

    func sample(_ n: Int) -> [Double] {
        (0..<Self.classes).map { Double(outputs[$0 * Self.leadingDimension + Self.first + n]) }
    }

    @Test("A batch is its samples one by one, and touches nothing else", arguments: LossCatalog.all.entries)
    func batchIsSamples(loss: any ProportionLoss) {
        let untouched: Float = -77
        var gradient = [Float](repeating: untouched, count: outputs.count)
        let sum = outputs.withUnsafeBufferPointer { outputs in
            gradient.withUnsafeMutableBufferPointer { gradient in
                loss.evaluateBatch(
                    outputs: outputs.baseAddress! + Self.first, leadingDimension: Self.leadingDimension,
                    targets: targets, rows: Self.rows.span,
                    gradient: gradient.baseAddress! + Self.first, gradientScale: 0.25)
            }
        }
        var expectedSum = 0.0
        var expected = [Float](repeating: untouched, count: outputs.count)
        for (n, row) in Self.rows.enumerated() {
            let (value, derivatives) = loss.evaluate(sample(n), Array(targets.row(row)))
            expectedSum += value
            for k in 0..<Self.classes {
                expected[k * Self.leadingDimension + Self.first + n] = Float(0.25 * derivatives[k])
            }
        }
        #expect(sum == expectedSum)
        #expect(gradient == expected)
    }

    @Test("Proportions of a batch fill the rows asked for", arguments: LossCatalog.all.entries)
    func proportionsOfBatch(loss: any ProportionLoss) {
        var proportions = Matrix(rows: 9, columns: Self.classes, repeating: -77.0)
        outputs.withUnsafeBufferPointer {
            loss.writeProportions(
                outputs: $0.baseAddress! + Self.first, leadingDimension: Self.leadingDimension,
                into: &proportions, rows: 3..<8)
        }
        for row in 0..<9 {
            let expected = (3..<8).contains(row) ? loss.proportions(sample(row - 3)) : [-77, -77, -77]
            #expect(Array(proportions.row(row)) == expected)
        }
    }

    @Test("An empty batch is worth nothing")
    func emptyBatch() {
        for loss in LossCatalog.all.entries {
            var gradient: [Float] = [5]
            let none: [Int] = []
            let sum = loss.evaluateBatch(
                outputs: [1], leadingDimension: 1, targets: targets, rows: none.span, gradient: &gradient,
                gradientScale: 1)
            #expect(sum == 0 && gradient == [5])
        }
    }

    @Test("Rows that the targets do not have stop the program")
    func rowOutOfRange() async {
        await #expect(processExitsWith: .failure) {
            var gradient: [Float] = [0, 0]
            let rows = [1]
            _ = LossCatalog.all.entries[0].evaluateBatch(
                outputs: [0, 0], leadingDimension: 1, targets: Matrix(rows: 1, columns: 2, repeating: 0.5),
                rows: rows.span, gradient: &gradient, gradientScale: 1)
        }
        await #expect(processExitsWith: .failure) {
            var gradient: [Float] = [0, 0, 0, 0]
            let rows = [0, 0]
            _ = LossCatalog.all.entries[0].evaluateBatch(
                outputs: [0, 0, 0, 0], leadingDimension: 1, targets: Matrix(rows: 1, columns: 2, repeating: 0.5),
                rows: rows.span, gradient: &gradient, gradientScale: 1)
        }
    }
}
