import DataCatalogue
import DeclarativeFiles
import Experiments
import NumericalMethods
import ProportionInference
import Testing

@testable import DiffractionField

@Suite struct MeasuredAdditionTests {
    private static let text = """
        split:
          added:
            counts: [0, 1, 8]
            folds: 3
            steps: 200
            learning-rate: 0.0003
            share: 0.25
            shift: 1
        """

    private static func addition(_ text: String, patterns: Int = 24) throws -> MeasuredAddition? {
        try DeclarativeFile.parse(text: text, file: "spec.yaml") {
            $0.section("split").flatMap { MeasuredAddition.read(in: $0, patterns: patterns, of: "xrd") }
        }
    }

    @Test(arguments: [
        ("[0, 1, 8]", "[0, 8, 1]", 24, "spec.yaml:3:13: 'counts' must be ascending numbers"),
        ("[0, 1, 8]", "[]", 24, "spec.yaml:3:13: 'counts' must be ascending numbers"),
        ("[0, 1, 8]", "[17]", 24, "spec.yaml:3:13: of 24 measured patterns, 16 are left without one of 3 folds"),
        ("folds: 3", "folds: 1", 24, "spec.yaml:4:12"),
        ("folds: 3", "folds: 25", 24, "spec.yaml:3:13: of 24 measured patterns"),
        ("share: 0.25", "share: 0", 24, "spec.yaml:7:12"),
        ("share: 0.25", "shares: 0.25", 24, "did you mean 'share'?"),
        ("folds: 3", "folds: 3", 0, "spec.yaml:3:5: the dataset 'xrd' has no measured patterns that could be added"),
    ]) func mistakesAreReportedAtTheirPlaces(old: String, new: String, patterns: Int, message: String) throws {
        let error = try #require(throws: InvalidDeclaration.self) {
            _ = try Self.addition(Self.text.replacing(old, with: new), patterns: patterns)
        }
        #expect("\(error)".contains(message), "\(error)")
    }

    @Test(arguments: [
        ("[0, 1, 8]", "[0, 1, 4]"), ("folds: 3", "folds: 4"), ("200", "100"), ("0.0003", "0.001"), ("0.25", "0.5"),
        ("shift: 1", "shift: 2"),
    ]) func everyKeyChangesTheIdentity(old: String, new: String) throws {
        let addition = try #require(try Self.addition(Self.text))
        #expect(try Self.addition(Self.text.replacing(old, with: new))?.canonical != addition.canonical)
    }

    @Test func whatIsMissingIsMissingInAllParts() throws {
        let recipe = try smallRecipe("beyond/xrd-measured-added.yaml")
        let measured = ["xrd-measured"] + [0, 1, 2, 4, 8].map { "xrd-measured-added-\($0)" }
        #expect(recipe.testParts == ["xrd-simulated"] + measured)
        let source = try recipe.source(in: DataLocation(explicit: ["/nowhere"], environment: [:]))
        #expect(source.absent.map(\.name) == measured)
        let dataset = try recipe.prepare(source, options: PreparationOptions(trainingShare: 0.0002))
        #expect(dataset.added == nil && dataset.tests.map(\.name) == ["xrd-simulated"])
    }

    /// Weighed once more, a mixture is the same one; one that is meant to be another is not, nor is a chain broken by its order.
    @Test func patternsOfOneMixtureAreFoundByTheirFractions() {
        let fractions: [[Double]] = [
            [1, 0], [0.2, 0.8], [0.204, 0.796], [0, 1], [0.6, 0.4], [0.618, 0.382], [0.609, 0.391], [1, 0],
        ]
        let samples = LabelledSamples(
            inputs: Matrix(rows: fractions.count, columns: 1, repeating: 0),
            proportions: Matrix(rows: fractions.count, columns: 2, elements: fractions.flatMap(\.self)))
        #expect(samples.mixtures() == [0, 1, 1, 2, 3, 3, 3, 0])
    }
}
