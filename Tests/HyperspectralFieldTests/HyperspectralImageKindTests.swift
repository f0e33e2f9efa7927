import DataCatalogue
import DeclarativeFiles
import Experiments
import Foundation
@testable import HyperspectralField
import NumericalMethods
import ProportionInference
import ScientificFormats
import Testing

/// A catalogue with one image of 17 x 19 pixels, 5 bands and 3 classes.
private func catalogue(contents changes: [String: String] = [:], imageBlob: String? = nil) throws -> DatasetEntry {
    var contents = [
        "classes": "[tree, water, dirt]", "rows": "17", "columns": "19", "bands": "5",
        "rgb": "{red: [2, 5], green: [1, 2], blue: [0, 1]}",
    ]
    contents.merge(changes) { $1 }
    let text = """
        plot:
          title: Plot
          kind: hyperspectral-image
          citation: none
          license: none
          homepage: https://example.org
          by-hand: none
          files:
            image: {path: scenes/published-image.mat\(imageBlob.map { ", blob: '\($0)'" } ?? "")}
            truth: {path: scenes/published-truth.mat}
          contents:
        \(contents.filter { !$1.isEmpty }.sorted { $0.key < $1.key }.map { "    \($0.key): \($0.value)" }.joined(separator: "\n"))
        """
    return try #require(try DataCatalogue.parse(text: text, file: "datasets.yaml")["plot"])
}

/// The recipe that a spec makes of an entry.
private func recipe(
    _ entry: DatasetEntry, normalization: String = "{divide-by: 1000}",
    split: String = "{kind: bands, axis: rows, train: [0, 9], validation: [9, 12], test: [12, 17]}"
) throws(InvalidDeclaration) -> any DatasetRecipe {
    let text = """
        dataset: {source: plot, normalization: \(normalization)}
        split: \(split)
        """
    return try DeclarativeFile.parse(text: text, file: "spec.yaml") { root in
        guard let dataset = root.section("dataset"), let split = root.section("split") else { return nil }
        _ = dataset.string("source")
        return HyperspectralImageKind().recipe(entry: entry, dataset: dataset, split: split)
    }
}

@Suite("Hyperspectral images as datasets")
struct HyperspectralImageKindTests {
    private let fixtures = DataLocation(
        explicit: [URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures").path()],
        environment: [:])
    private let nowhere = DataLocation(explicit: ["/nonexistent"], environment: [:])

    @Test("files become samples of the three regions")
    func files() throws {
        let recipe = try recipe(catalogue())
        let source = try recipe.source(in: fixtures)
        #expect(source.standIn == nil && Set(source.files.keys) == ["image", "truth"])
        #expect(source.files["image"]?.blob.count == 40)

        let data = try recipe.prepare(source, options: PreparationOptions())
        #expect(data.classes == ["tree", "water", "dirt"])
        #expect(data.training.count == 171 && data.validation.count == 57)
        #expect(data.tests.map(\.name) == ["plot"] && data.tests[0].samples.count == 95)
        // The first sample of the test region is the pixel in row 12 and column 0.
        #expect(Array(data.tests[0].samples.inputs.row(0)) == [12, 12.001, 12.002, 12.003, 12.004])
        #expect(Array(data.tests[0].samples.proportions.row(0)) == [0.375, 0, 0.625])
        #expect(data.notes[0] == "normalization: values divided by 1000.0")
        #expect(data.notes[1].hasPrefix("train: 171 pixels (52.9 %); tree 12.5 %, water 14.1 %, dirt 73.4 %"))
    }

    @Test("the picture shows rows as rows, and its regions")
    func picture() throws {
        let recipe = try recipe(catalogue())
        let picture = try #require(
            try recipe.prepare(recipe.source(in: fixtures), options: PreparationOptions()).picture?.image)
        #expect(picture.rows == 17 && picture.columns == 19 && picture.proportions.rows == 323)
        #expect(picture.regions.prefix(9 * 19).allSatisfy { $0 == .training } && picture.regions[322] == .test)
        // Values rise from the upper left to the lower right; 2 % of the pixels at either end are cut off.
        let red = (0..<323).map { picture.rgb[3 * $0] }
        #expect(red[0] == 0 && red[322] == 1 && red == red.sorted())
        #expect(red.filter { $0 == 0 }.count == 7)
        #expect(red.filter { $0 == 1 }.count == 8)
        // The red of row r and column c is 1000 r + 10 c + 3; 63 and 16113 are its percentiles.
        let expected: Float = 8030 / 16050
        #expect(abs(red[8 * 19 + 9] - expected) <= 1e-6)
    }

    @Test("where no colours are named the picture shows the last band, the middle one and the first one, and says so")
    func colors() throws {
        let entry = try catalogue(contents: ["rgb": ""])
        let chosen = try recipe(entry)
        let data = try chosen.prepare(chosen.source(in: fixtures), options: PreparationOptions())
        let picture = try #require(data.picture?.image)
        #expect(picture.rgb[0] == 0 && picture.rgb[3 * 322] == 1)
        #expect(data.notes[1] == "colours: the last band, the middle one and the first one, as no 'rgb' says which")
        #expect(try chosen.canonical == recipe(catalogue()).canonical)

        let wavelengths = [400, 460, 540, 660, 900.0]
        #expect(ColorBands(bands: 5, nanometres: wavelengths).ranges == [3..<4, 2..<3, 1..<2])
        #expect(ColorBands(bands: 5, nanometres: [900, 1000, 1100, 1200, 1300]).ranges == [4..<5, 2..<3, 0..<1])
    }

    @Test("a class may have another name than in the files")
    func renamed() throws {
        let chosen = try recipe(catalogue(contents: ["classes": "[forest, water, dirt]", "renamed": "{forest: tree}"]))
        let data = try chosen.prepare(chosen.source(in: fixtures), options: PreparationOptions())
        #expect(data.classes == ["forest", "water", "dirt"])
        let plain = try recipe(catalogue(contents: ["classes": "[forest, water, dirt]"]))
        #expect {
            try plain.prepare(plain.source(in: fixtures), options: PreparationOptions())
        } throws: {
            "\($0)".contains("the classes are tree, water, dirt, but forest, water, dirt were expected")
        }
    }

    @Test("without its files a scene of the same shape stands in, and is named")
    func standIn() throws {
        let recipe = try recipe(catalogue(), normalization: "standardize-bands")
        let source = try recipe.source(in: nowhere)
        #expect(source.files.isEmpty)
        #expect(source.standIn?.hasPrefix("a synthetic scene, because scenes/published-image.mat is missing") == true)
        let data = try recipe.prepare(source, options: PreparationOptions())
        #expect(data.training.count == 171 && data.training.inputs.columns == 5 && data.classes.count == 3)
        #expect(try recipe.prepare(source, options: PreparationOptions()).training.inputs == data.training.inputs)
    }

    @Test("a file that is not the declared one is refused, not replaced")
    func altered() throws {
        let recipe = try recipe(catalogue(imageBlob: String(repeating: "0", count: 40)))
        #expect(throws: FormatError.self) { try recipe.source(in: fixtures) }
    }

    @Test("files of another shape than the catalogue's are refused")
    func otherShape() throws {
        let recipe = try recipe(catalogue(contents: ["bands": "6"]))
        #expect {
            try recipe.prepare(recipe.source(in: fixtures), options: PreparationOptions())
        } throws: {
            "\($0)".contains("published-image.mat: variable 'Y': an array of 5 x 323, but 6 x 323")
        }
    }

    @Test(
        "a share of the training pixels is spread over the region; the scale stays the region's",
        arguments: [0.001, 0.1, 0.5])
    func share(share: Double) throws {
        let recipe = try recipe(catalogue(), normalization: "divide-by-maximum")
        let source = try recipe.source(in: fixtures)
        let whole = try recipe.prepare(source, options: PreparationOptions())
        let part = try recipe.prepare(source, options: PreparationOptions(trainingShare: share))
        let count = max(1, Int((171 * share).rounded()))
        #expect(whole.training.inputs.elements.max() == 1 && whole.tests[0].samples.inputs.elements.max() ?? 0 > 1)
        #expect(part.training.count == count && part.validation.count == whole.validation.count)
        #expect(part.tests[0].samples.inputs == whole.tests[0].samples.inputs)
        let all = (0..<171).map { Array(whole.training.inputs.row($0)) }
        let places = try (0..<count).map { try #require(all.firstIndex(of: Array(part.training.inputs.row($0)))) }
        for (index, place) in places.enumerated() {
            #expect(place >= index * 171 / count && place < (index + 1) * 171 / count)
        }
        #expect(
            try recipe.prepare(source, options: PreparationOptions(trainingShare: share)).training.inputs
                == part.training.inputs)
    }

    @Test("the canonical form tells apart what makes other samples, and nothing else")
    func canonical() throws {
        let canonical = try recipe(catalogue()).canonical
        #expect(try recipe(catalogue(), normalization: "{divide-by: 1e3}").canonical == canonical)
        let others = [
            try recipe(catalogue(), normalization: "none"),
            try recipe(
                catalogue(), split: "{kind: bands, axis: rows, train: [0, 8], validation: [8, 12], test: [12, 17]}"),
            try recipe(catalogue(contents: ["pixel-order": "row-major"])),
        ]
        #expect(others.allSatisfy { $0.canonical != canonical })
    }

    @Test(
        "mistakes of the catalogue are reported where the spec names it, with their own place",
        arguments: [
            (["rows": "0"], "'plot.contents.rows' must be a whole number from 1 to 10000, but is 0"),
            (["classes": "[tree, Tree, dirt]"], "there must be two or more classes of different names"),
            (["rgb": "{red: [2, 6], green: [1, 2], blue: [0, 1]}"], "must be a whole number from 0 to 5, but is 6"),
            (["pixel-order": "diagonal"], "unknown pixel order 'diagonal'"),
            (["band": "5"], "unknown key 'band'"),
            (["renamed": "{forest: tree}"], "unknown key 'forest' in 'plot.contents.renamed'"),
            (
                [
                    "rows": "10000", "columns": "10000", "bands": "10000",
                    "rgb": "{red: [0, 1], green: [0, 1], blue: [0, 1]}",
                ],
                "images of 10000 x 10000 pixels and 10000 bands need 4e+03 GB of memory; the limit is 8 GB"
            ),
        ])
    func catalogueMistakes(changes: [String: String], expected: String) throws {
        let entry = try catalogue(contents: changes)
        do {
            _ = try recipe(entry)
            Issue.record("nothing was reported")
        } catch {
            #expect("\(error)".hasPrefix("spec.yaml:1:19: in the catalogue, datasets.yaml:"), "\(error)")
            #expect("\(error)".contains(expected), "\(error)")
        }
    }

    @Test("every image of the project's catalogue is read, and has a stand-in")
    func projectCatalogue() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Sources/HyperspectralField/Resources/datasets.yaml")
        let images = try DataCatalogue.read(path: path.path()).datasets.filter {
            $0.kind == HyperspectralImageKind().card.name
        }
        #expect(!images.isEmpty)
        for entry in images {
            let recipe = try recipe(
                entry,
                split: "{kind: blocks, block-size: 10, shares: {train: 0.5, validation: 0.2, test: 0.3}, seed: 1}")
            let data = try recipe.prepare(recipe.source(in: nowhere), options: PreparationOptions(trainingShare: 0.01))
            #expect(data.picture?.image?.rgb.contains { $0 > 0 && $0 < 1 } == true)
        }
    }

    @Test("mistakes of both sections of a spec are reported at once")
    func specMistakes() throws {
        let entry = try catalogue()
        do {
            _ = try recipe(entry, normalization: "unit, noise: 3", split: "{kind: bands, axis: rows}")
            Issue.record("nothing was reported")
        } catch {
            let problems = error.problems.map(\.message)
            #expect(problems.contains { $0.hasPrefix("unknown normalization 'unit'") })
            #expect(problems.contains { $0.hasPrefix("unknown key 'noise'") })
            #expect(problems.count { $0.hasPrefix("missing key") } == 3)
        }
    }
}
