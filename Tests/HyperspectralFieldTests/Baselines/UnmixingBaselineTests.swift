import Commands
import DataCatalogue
import DeclarativeFiles
import Experiments
import Foundation
import HyperspectralField
import NumericalMethods
import ProportionInference
import ProportionsTesting
import ScientificFormats
import Synchronization
import TestSupport
import Testing
import Unmixing

@Suite("Unmixing as a baseline")
struct UnmixingBaselineTests {
    private let folder: TemporaryFolder
    private static let (rows, columns, bands) = (6, 5, 4)
    private static let endmembers: [[Double]] = [[0.9, 0.1, 0.2, 0.4], [0.1, 0.8, 0.3, 0.1], [0.2, 0.2, 0.9, 0.7]]

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The true abundances; the first three pixels of the first column are pure.
    private static func abundances(row: Int, column: Int) -> [Double] {
        if column == 0, row < 3 { return (0..<3).map { $0 == row ? 1 : 0 } }
        let shares = [1 + (row * 5 + column) % 4, 1 + (row + column) % 3, 2 + column % 2].map(Double.init)
        return shares.map { $0 / shares.reduce(0, +) }
    }

    /// A dataset of linear mixtures in files, 1000 times as bright as the endmembers say, whose test region is the last two
    /// rows.
    private func dataset() throws -> PreparedDataset {
        var (spectra, abundances) = ([Double](), [Double]())
        for column in 0..<Self.columns {
            for row in 0..<Self.rows {
                let shares = Self.abundances(row: row, column: column)
                abundances += shares
                for band in 0..<Self.bands {
                    spectra.append(1000 * (0..<3).reduce(0) { $0 + shares[$1] * Self.endmembers[$1][band] })
                }
            }
        }
        let pixels = Self.rows * Self.columns
        _ = try folder.writeMat("image.mat", [.doubles("Y", shape: [Self.bands, pixels], spectra)])
        _ = try folder.writeMat(
            "truth.mat",
            [
                .doubles("A", shape: [3, pixels], abundances),
                .doubles("M", shape: [Self.bands, 3], Self.endmembers.flatMap(\.self)),
            ])
        let catalogue = """
            plot:
              title: Plot
              kind: hyperspectral-image
              citation: none
              license: none
              homepage: https://example.org
              by-hand: none
              files: {image: {path: image.mat}, truth: {path: truth.mat}}
              contents:
                {classes: [tree, water, dirt], rows: 6, columns: 5, bands: 4, rgb: {red: [2, 4], green: [1, 2], blue: [0, 1]}}
            """
        let entry = try #require(try DataCatalogue.parse(text: catalogue, file: "datasets.yaml")["plot"])
        let spec = """
            dataset: {source: plot, normalization: standardize-bands}
            split: {kind: bands, axis: rows, train: [0, 3], validation: [3, 4], test: [4, 6]}
            """
        let recipe: any DatasetRecipe = try DeclarativeFile.parse(text: spec, file: "spec.yaml") { root in
            guard let dataset = root.section("dataset"), let split = root.section("split") else { return nil }
            _ = dataset.string("source")
            return HyperspectralImageKind().recipe(entry: entry, dataset: dataset, split: split)
        }
        let source = try recipe.source(in: DataLocation(explicit: [folder.path], environment: [:]))
        return try recipe.prepare(source, options: PreparationOptions())
    }

    private func method(_ name: String, _ settings: String = "{}") throws -> any ProportionMethod {
        let kind = try #require(Field.hyperspectral.baselines.first { $0.card.name == name })
        return try DeclarativeFile.parse(text: "settings: \(settings)", file: "spec.yaml") { root in
            root.section("settings").flatMap { kind.method(settings: $0) }
        }
    }

    private func run(_ method: any ProportionMethod, on dataset: PreparedDataset) throws -> MethodResult {
        try method.run(on: dataset.methodInput, seed: Seed(experiment: "baseline", base: 1), monitor: RunMonitor())
    }

    @Test("is scored on the test pixels, in their order, whatever the networks' normalization is")
    func scores() throws {
        let dataset = try dataset()
        let result = try run(method("sunsal", "{normalization: {divide-by: 1000}}"), on: dataset)
        let prediction = try #require(result.predictions.first)
        #expect(prediction.part == "plot" && prediction.proportions.rows == 10)
        for (index, element) in prediction.proportions.elements.enumerated() {
            let expected = Self.abundances(row: 4 + index / 15, column: index / 3 % 5)[index % 3]
            #expect(abs(element - expected) <= 1e-5)
        }
        let scores = try dataset.scores(of: prediction)
        #expect(scores.mmae <= 1e-5 && scores.rrs == 1)
        #expect(result.remarks == ["endmembers of the ground truth", "spectra divided by 1000"])
        #expect(result.tables.isEmpty && result.validation == nil && result.parameters.map(\.name) == ["endmembers"])
    }

    @Test("endmembers that are found get the names of the true ones, and the table tells which")
    func matching() throws {
        let dataset = try dataset()
        let result = try run(method("sunsal-sivm"), on: dataset)
        #expect(try dataset.scores(of: #require(result.predictions.first)).mmae <= 1e-5)
        let records = try CSV.records(of: #require(result.tables.first).text)
        let header = records[0].fields
        #expect(header == ["class", "endmember", "row", "column", "angle", "cost", "margin"])
        for (row, name) in ["tree", "water", "dirt"].enumerated() {
            let cells = Dictionary(uniqueKeysWithValues: zip(header, records[row + 1].fields))
            #expect(cells["class"] == name && cells["row"] == "\(row)" && cells["column"] == "0")
            #expect(try #require(cells["angle"].flatMap { Double($0) }) <= 1e-4)
            #expect(try #require(cells["margin"].flatMap { Double($0) }) > 10)
        }
        // The pure spectra are in the parameters, in the order of the classes and in the unit of the image.
        let values = try #require(result.parameters.first).values
        #expect(zip(values, Self.endmembers.flatMap(\.self)).allSatisfy { abs($0 - Float(1000 * $1)) <= 0.01 })
    }

    @Test("each says what it was given, and whether it draws")
    func kinds() throws {
        let methods = try UnmixingBaseline.all(of: UnmixingCatalog.all.entries).map { try method($0.card.name) }
        #expect(methods.map(\.card.name) == ["sunsal", "sunsal-vca", "sunsal-sivm", "hyperae", "undip", "undip-true"])
        #expect(methods.map(\.supervision) == [.endmembers, .nothing, .nothing, .nothing, .nothing, .endmembers])
        #expect(methods.map(\.isRandom) == [false, true, false, true, true, true])
        #expect(methods.allSatisfy { !$0.card.title.contains(",") })
        #expect(Set(methods.map { $0.canonical.canonicalJSON() }).count == 6)
    }

    @Test("what is added at their best says what it was given, and whether it draws")
    func improvedKinds() throws {
        let kinds: [any BaselineKind] = UnmixingBaseline.improved + BundleBaseline.all
        let methods = try kinds.map { try method($0.card.name) }
        #expect(
            methods.map(\.card.name) == [
                "sunsal-fit", "sunsal-vca-starts", "hyperae-starts", "hyperae-vca", "undip-starts", "sunsal-training",
                "sunsal-bundles", "sunsal-found-bundles",
            ])
        #expect(
            methods.map(\.supervision) == [
                .endmembers, .nothing, .nothing, .nothing, .nothing, .labels, .labels, .nothing,
            ])
        #expect(methods.map(\.isRandom) == [false, true, true, true, true, false, true, true])
        #expect(methods.allSatisfy { !$0.card.title.contains(",") })
        #expect(Set(methods.map { $0.canonical.canonicalJSON() }).count == 8)
    }

    @Test("true endmembers that stand on scales of their own are brought to that of the image")
    func fitted() throws {
        let dataset = try dataset()
        let result = try run(method("sunsal-fit"), on: dataset)
        #expect(try dataset.scores(of: #require(result.predictions.first)).mmae <= 1e-4)
        #expect(try method("sunsal-fit").canonical != method("sunsal").canonical)
    }

    @Test("of several starts, the one is kept that reconstructs the image best")
    func starts() throws {
        let dataset = try dataset()
        let settings = "epochs: 2, normalization: {divide-by: 1000}"
        let plain = try run(method("hyperae", "{\(settings)}"), on: dataset)
        let one = try run(method("hyperae-starts", "{\(settings), starts: 1}"), on: dataset)
        #expect(one.predictions == plain.predictions && one.remarks == plain.remarks)

        let (seed, field) = (Seed(experiment: "baseline", base: 1), try image(of: dataset))
        var recipe = HyperAE.Recipe()
        recipe.epochs = 2
        let unmixing = UnmixingRecipe(HyperAEMethod(recipe), normalization: .divideBy(1000))
        let angles = try (0..<4).map { start in
            try #require(
                try unmixing.unmix(field, classes: 3, seed: start == 0 ? seed : seed.derived("start", start)).meanAngle)
        }
        let best = try #require(angles.indices.min { angles[$0] < angles[$1] })
        // A test of the choice needs one.
        #expect(Set(angles).count == 4 && best > 0)
        let four = try run(method("hyperae-starts", "{\(settings), starts: 4}"), on: dataset)
        #expect(four.remarks.contains("start \(best + 1) of 4, which reconstructs best"))
        #expect(four.predictions != plain.predictions)
    }

    /// The image of ``dataset()``.
    private func image(of dataset: PreparedDataset) throws -> HyperspectralImage {
        var spectra: [Float] = []
        for row in 0..<Self.rows {
            for column in 0..<Self.columns {
                let shares = Self.abundances(row: row, column: column)
                spectra += (0..<Self.bands).map { band in
                    Float(1000 * (0..<3).reduce(0) { $0 + shares[$1] * Self.endmembers[$1][band] })
                }
            }
        }
        return HyperspectralImage(
            size: ImageSize(rows: Self.rows, columns: Self.columns),
            spectra: Matrix(rows: Self.rows * Self.columns, columns: Self.bands, elements: spectra))
    }

    @Test(
        "spectra of training pixels and bundles of pure ones give linear mixtures exactly",
        arguments: ["sunsal-training", "sunsal-bundles", "sunsal-found-bundles"])
    func bundles(name: String) throws {
        let dataset = try dataset()
        let method = try method(name, name == "sunsal-found-bundles" ? "{subsets: 3, share: 1}" : "{}")
        let result = try run(method, on: dataset)
        #expect(try dataset.scores(of: #require(result.predictions.first)).mmae <= 1e-4)
        #expect(result.parameters.map(\.name) == ["endmembers"])
        if name == "sunsal-found-bundles" {
            #expect(result.validation == nil && result.tables.map(\.file) == ["matching.csv"])
            #expect(
                result.remarks[0]
                    == "bundles of 3 (tree), 3 (water), 3 (dirt) spectra, found in 3 random subsets of the pixels")
        } else {
            #expect(try #require(result.validation).mmae <= 1e-4)
            #expect(result.tables.isEmpty)
        }
        let specimen = DatasetSpecimen(of: dataset.methodInput)
        #expect(try method.expectedSeconds(on: specimen, threads: 1) > 0)
        for rule in MethodRule.allCases where rule != .randomnessIsTold {
            // Where every class has a single pure spectrum, another seed has nothing to change.
            #expect(try rule.violations(by: method, on: dataset.methodInput) == [], "\(rule)")
        }
        // A stop ends the work before it begins, and amid the choice among candidates. Without a choice, work as small as here asks once.
        for patience in name == "sunsal-found-bundles" ? [0] : [0, 3] {
            let questions = Mutex(0)
            let monitor = RunMonitor(isCancelled: {
                questions.withLock { count in
                    count += 1
                    return count > patience
                }
            })
            #expect(throws: CancellationError.self, "\(patience)") {
                try method.run(on: dataset.methodInput, seed: Seed(experiment: "baseline", base: 1), monitor: monitor)
            }
        }
    }

    @Test("networks run with the settings of a spec, and are shortened by efforts")
    func networks() throws {
        let dataset = try dataset()
        for method in [
            try method("hyperae", "{epochs: 3, depth: shallow, loss: squared-error, dropout: 0}"),
            try method("undip", "{steps: 3}"),
        ] {
            let result = try run(method, on: dataset)
            #expect(result.divergence == nil && result.predictions.count == 1)
            #expect(result.remarks.contains { $0.hasPrefix("3 ") && $0.contains("instead of") })
            let short = method.shortened { min($0, 2) }
            #expect(short.canonical != method.canonical)
            #expect(try run(short, on: dataset).remarks.contains { $0.hasPrefix("2 ") })
            let specimen = DatasetSpecimen(of: dataset.methodInput)
            #expect(try method.expectedSeconds(on: specimen, threads: 1) > 0)
            // More steps than are timed take as much longer as there are more of them.
            let (some, many) = (method.shortened { _ in 100 }, method.shortened { _ in 1000 })
            let ratio =
                try many.expectedSeconds(on: specimen, threads: 1) / some.expectedSeconds(on: specimen, threads: 1)
            #expect((5...15).contains(ratio), "\(ratio)")
        }
        let sunsal = try method("sunsal")
        #expect(sunsal.shortened { _ in 1 }.canonical == sunsal.canonical)
    }

    @Test("another constraint, sparsity or normalization is another method")
    func settings() throws {
        let plain = try method("sunsal").canonical
        #expect(
            try method("sunsal", "{normalization: divide-by-maximum, constraints: [positivity, sum-to-one]}").canonical
                == plain
        )
        for settings in [
            "{normalization: unit-length}", "{normalization: none}", "{normalization: {divide-by: 5}}",
            "{constraints: [positivity]}", "{sparsity: 0.1}",
        ] {
            #expect(try method("sunsal", settings).canonical != plain, "\(settings)")
        }
    }

    @Test(
        "mistakes are told",
        arguments: [
            ("sunsal", "{normalization: maximum}", "unknown normalization 'maximum'"),
            ("sunsal", "{normalization: {divide-by: 0}}", "must be a finite number from 1e-12 to"),
            ("sunsal", "{constraints: [positive]}", "unknown constraint 'positive'"),
            ("sunsal", "{sparsity: -1}", "'settings.sparsity' must be"),
            ("sunsal", "{normalization: standardize-bands}", "unknown normalization 'standardize-bands'"),
            ("sunsal", "{steps: 5}", "unknown key 'steps'"),
            ("hyperae", "{depth: deeper}", "unknown depth 'deeper'; known: deep, shallow"),
            ("hyperae", "{epochs: 0}", "'settings.epochs' must be a whole number"),
            ("undip", "{steps: many}", "'settings.steps' must be a whole number"),
            ("hyperae", "{first-endmembers: sivm}", "unknown start 'sivm'; known: random, vca"),
            ("hyperae", "{starts: 2}", "unknown key 'starts'"),
            ("hyperae-starts", "{starts: 0}", "'settings.starts' must be a whole number from 1 to 1000"),
            ("sunsal-bundles", "{sizes: []}", "there must be one or more"),
            ("sunsal-bundles", "{sizes: [0]}", "must be a whole number from 1 to 100"),
            ("sunsal-bundles", "{purities: [0.9, 1.1]}", "must be a finite number from 0.5 to 1"),
            ("sunsal-training", "{sizes: [1]}", "unknown key 'sizes'"),
            ("sunsal-found-bundles", "{share: 0}", "must be a finite number from 0.001 to 1"),
        ])
    func mistakes(name: String, settings: String, expected: String) throws {
        let error = try #require(throws: InvalidDeclaration.self) { _ = try method(name, settings) }
        #expect(error.description.contains(expected), "\(error)")
    }

    @Test("samples of another field are refused")
    func wrongField() throws {
        let samples = LabelledSamples(
            inputs: Matrix(rows: 1, columns: 4, repeating: 1), proportions: Matrix(rows: 1, columns: 2, repeating: 0.5))
        let other = PreparedDataset(
            classes: ["a", "b"], training: samples, validation: samples,
            tests: [PreparedDataset.TestPart(name: "other", samples: samples)])
        let error = try #require(throws: WrongField.self) { _ = try run(method("hyperae"), on: other) }
        #expect(error.description == "hyperae works on hyperspectral images, which this dataset does not have")
    }
}
