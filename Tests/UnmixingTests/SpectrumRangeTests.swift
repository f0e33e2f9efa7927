import NumericalMethods
import Testing
import Unmixing

@Suite("Where spectra lie")
struct SpectrumRangeTests {
    private let range = SpectrumRange(
        level: nil, mean: [0, 0], directions: Matrix(rows: 1, columns: 2, elements: [1, 0]), variances: [1],
        leftovers: [1, 1],
        classMeans: Matrix(rows: 2, columns: 2, elements: [1, 0, 0, 1]),
        limits: SpectrumDistance(inside: 1, outside: 2, unmixed: 0.3, darkness: 4))

    @Test(
        "a range with a level is that of ln(max(s, 0) + c/5), but for mixtures and darkness, which are of the spectra")
    func logarithms() {
        let level = 5.0
        let logarithmic = SpectrumRange(
            level: level, mean: range.mean, directions: range.directions, variances: range.variances,
            leftovers: range.leftovers, classMeans: range.classMeans, limits: range.limits)
        let spectra = Matrix<Float>(rows: 3, columns: 2, elements: [1, 2, 0, 30, -4, 0.5])
        // By hand: with c/5 = 1 the negative value counts as zero, whose logarithm is that of 1.
        let expected = Matrix<Float>(
            rows: 3, columns: 2,
            elements: [0.6931472, 1.0986123, 0, 3.4339872, 0, 0.4054651])
        let proportions = Matrix(rows: 3, columns: 2, elements: [0.5, 0.5, 1, 0, 0.2, 0.8])
        let found = logarithmic.distances(of: spectra, proportions: proportions)
        let plain = range.distances(of: spectra, proportions: proportions)
        for (index, wanted) in range.distances(of: expected, proportions: proportions).enumerated() {
            #expect(abs(found[index].inside - wanted.inside) < 1e-6, "\(found[index])")
            #expect(abs(found[index].outside - wanted.outside) < 1e-6, "\(found[index])")
            #expect(found[index].unmixed == plain[index].unmixed && found[index].darkness == plain[index].darkness)
        }
    }

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
