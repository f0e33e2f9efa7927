import NumericalMethods
import Testing
import Unmixing

@Suite("Where spectra lie")
struct SpectrumRangeTests {
    private let range = SpectrumRange(
        mean: [0, 0], directions: Matrix(rows: 1, columns: 2, elements: [1, 0]), variances: [1], leftovers: [1, 1],
        classMeans: Matrix(rows: 2, columns: 2, elements: [1, 0, 0, 1]),
        limits: SpectrumDistance(inside: 1, outside: 2, unmixed: 0.3, darkness: 4))

    @Test("errors of inferred proportions widen the limit of mixtures alone, by what they make of mixtures")
    func errors() {
        let truth = Matrix(rows: 3, columns: 2, elements: [0.5, 0.5, 1, 0, 0.2, 0.8])
        #expect(range.allowing(for: truth, insteadOf: truth).limits == range.limits)
        // Class means of length one: the largest error, 0.4 and -0.4, is a root mean square of 0.4.
        let inferred = Matrix(rows: 3, columns: 2, elements: [0.6, 0.4, 0.6, 0.4, 0.2, 0.8])
        let widened = range.allowing(for: inferred, insteadOf: truth).limits
        #expect(abs(widened.unmixed - 0.5) < 1e-12, "\(widened)")
        #expect((widened.inside, widened.outside, widened.darkness) == (1, 2, 4))
    }
}
