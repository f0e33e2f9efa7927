import NumericalMethods
import Testing
import Unmixing

@testable import HyperspectralField

@Suite("What models say of spectra")
struct SpectrumSamplesTests {
    @Test(
        "ranges come back as they were written, in logarithms and, from earlier versions, without",
        arguments: [nil, 5.0])
    func ranges(level: Double?) throws {
        let range = SpectrumRange(
            level: level, mean: [0.5, -2], directions: Matrix(rows: 1, columns: 2, elements: [0.6, 0.8]),
            variances: [4],
            leftovers: [0.25, 0.125], classMeans: Matrix(rows: 2, columns: 2, elements: [1, 2, 3, 4]),
            limits: SpectrumDistance(inside: 1, outside: 2, unmixed: 0.3, darkness: 4))
        let samples = SpectrumSamples(
            classes: ["a", "b"], bands: 2, positions: nil, normalization: .dividing(by: 2), range: range)
        let description = samples.description()
        // Earlier versions wrote no such key, and refuse what they do not know.
        #expect(description.contents.canonicalJSON().contains("\"level\"") == (level != nil))
        let read = try #require(try SpectrumSamples(description, place: "model").range)
        #expect(read.level == level)
        #expect(read.mean == range.mean && read.directions == range.directions && read.variances == range.variances)
        #expect(read.leftovers == range.leftovers && read.classMeans == range.classMeans && read.limits == range.limits)
    }
}
