import DeclarativeFiles
import HyperspectralField
import NumericalMethods
import Testing
import Unmixing

@Suite("Normalization")
struct NormalizationTests {
    private let training = Matrix<Float>(rows: 2, columns: 3, elements: [1, 10, 7, 3, 30, 7])
    private let others = Matrix<Float>(rows: 1, columns: 3, elements: [5, 0, 8])

    private func read(
        _ text: String, of kinds: [Normalization.Kind] = Normalization.Kind.allCases
    ) throws -> Normalization {
        try DeclarativeFile.parse(text: "normalization: \(text)", file: "s.yaml") {
            Normalization.read($0, of: kinds)
        }
    }

    @Test("every form is read, and written as it was")
    func forms() throws {
        let forms: [(String, Normalization, StructuredValue)] = [
            ("none", .unscaled, "none"),
            ("{divide-by: 5000}", .divideBy(5000), ["divide-by": 5000]),
            ("divide-by-maximum", .divideByMaximum, "divide-by-maximum"),
            ("unit-length", .unitLength, "unit-length"),
            ("standardize-bands", .standardizeBands, "standardize-bands"),
        ]
        for (text, normalization, canonical) in forms {
            #expect(try read(text) == normalization)
            #expect(normalization.canonical == canonical)
        }
        #expect(Set(forms.map(\.1.note)).count == forms.count)
    }

    @Test(
        "wrong forms are refused",
        arguments: ["divide-by", "{divide-by: 0}", "{divide-by: -1}", "{none: 3}", "standardise-bands", "3"])
    func wrongForms(text: String) {
        #expect(throws: InvalidDeclaration.self) { try read(text) }
    }

    @Test("each use refuses what does not suit it")
    func uses() {
        #expect(throws: InvalidDeclaration.self) {
            try read("unit-length", of: HyperspectralImageKind.normalizations)
        }
        #expect(throws: InvalidDeclaration.self) {
            try read("standardize-bands", of: UnmixingRecipe.normalizations(for: .given))
        }
    }

    @Test("a missing normalization is never guessed")
    func missing() {
        #expect(throws: InvalidDeclaration.self) {
            try DeclarativeFile.parse(text: "{}", file: "s.yaml") {
                Normalization.read($0, of: Normalization.Kind.allCases)
            }
        }
    }

    @Test("numbers worked by hand; only the training region gives a scale")
    func numbers() {
        func scaled(_ normalization: Normalization) -> [Float] {
            normalization.fitted(to: training).apply(to: others).elements
        }
        #expect(scaled(.unscaled) == [5, 0, 8])
        #expect(scaled(.unitLength) == [5, 0, 8].map { Float($0 / 89.0.squareRoot()) })
        #expect(scaled(.divideBy(5)) == [1, 0, 1.6])
        #expect(scaled(.divideByMaximum) == [Float(5.0 / 30), 0, Float(8.0 / 30)])
        // Means 2, 20, 7 and deviations 1, 10, 0: the third band is constant and only shifted.
        #expect(scaled(.standardizeBands) == [3, -2, 1])
    }

    @Test("standardized bands have mean 0 and variance 1 over the training region")
    func standardized() {
        var stream = Seed(experiment: "standardized bands", base: 0).stream()
        let spectra = Matrix(rows: 50, columns: 4, elements: (0..<200).map { _ in Float(5000 * stream.uniform()) })
        let scaled = Normalization.standardizeBands.fitted(to: spectra).apply(to: spectra)
        for band in 0..<4 {
            let values = (0..<50).map { Double(scaled[$0, band]) }
            // Float's rounding, over 50 values of size one.
            #expect(abs(values.reduce(0, +) / 50) <= 1e-6)
            #expect(abs(values.reduce(0) { $0 + $1 * $1 } / 50 - 1) <= 1e-6)
        }
    }

    @Test("a constant band stays finite whatever its value")
    func constantBand() {
        let spectra = Matrix<Float>(rows: 7, columns: 1, repeating: 0.1)
        let scaled = Normalization.standardizeBands.fitted(to: spectra).apply(to: spectra)
        #expect(scaled.elements == [Float](repeating: 0, count: 7))
    }

    @Test("a training region without a positive value is left as it is by its maximum")
    func noMaximum() {
        let dark = Matrix<Float>(rows: 1, columns: 3, repeating: 0)
        #expect(Normalization.divideByMaximum.fitted(to: dark).apply(to: others) == others)
    }
}
