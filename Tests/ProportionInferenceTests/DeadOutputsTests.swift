import ProportionInference
import NumericalMethods
import Testing

@Suite struct DeadOutputsTests {
    @Test("Classes with one value for all samples are found")
    func constant() {
        let values = Matrix(
            rows: 3, columns: 5,
            elements: [
                0.25, 0.1, 0.5, 0.3, .nan,
                0.25, 0.2, 0.5 + 9e-7, 0.3 + 2e-6, .nan,
                0.25, 0.1, 0.5, 0.3, .nan,
            ])
        #expect(constantOutputs(in: values) == [0, 2])
        #expect(constantOutputs(in: values, tolerance: 1e-5) == [0, 2, 3])
        #expect(constantOutputs(in: Matrix(rows: 4, columns: 2, repeating: 0.5)) == [0, 1])
    }

    @Test("One sample, or a value that is not a number, cannot tell")
    func undecided() {
        #expect(constantOutputs(in: Matrix(rows: 1, columns: 3, repeating: 0.5)) == [])
        #expect(constantOutputs(in: Matrix(rows: 0, columns: 3, repeating: 0.5)) == [])
        #expect(constantOutputs(in: Matrix(rows: 3, columns: 1, elements: [.nan, 1, 1])) == [])
        #expect(constantOutputs(in: Matrix(rows: 3, columns: 1, elements: [1, 1, .nan])) == [])
    }

    @Test("An output that is never positive is dead under a rectifier, not under the softmax")
    func dead() throws {
        // Classes x samples. Class 1 is zero or less throughout, class 2 once positive.
        let outputs: [Float] = [
            1, 2, 3, 4,
            -1, -2, 0, -3,
            -1, -5, 2, -1,
        ]
        let targets = Matrix(rows: 1, columns: 3, elements: [0.5, 0.25, 0.25])
        for (name, isRectified) in [("mse-dirichlet", true), ("mse", true), ("ce-softmax", false)] {
            let loss = try #require(LossCatalog.all[name])
            let rows = [0, 0, 0, 0]
            var gradient = [Float](repeating: 0, count: 12)
            _ = loss.evaluateBatch(
                outputs: outputs, leadingDimension: 4, targets: targets, rows: rows.span, gradient: &gradient,
                gradientScale: 1)
            var watch = GradientWatch(classes: 3)
            // The first two samples reach class 0 alone, where there is a rectifier; the others class 2 too.
            watch.observe(gradient: gradient, leadingDimension: 4, samples: 2)
            #expect(watch.deadClasses == (isRectified ? [1, 2] : []), "\(name)")
            watch.observe(gradient: gradient, leadingDimension: 4, samples: 4)
            #expect(watch.deadClasses == (isRectified ? [1] : []), "\(name)")
        }
    }
}
