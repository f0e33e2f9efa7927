import Commands
import DataCatalogue
import DeclarativeFiles
import Experiments
import Foundation
import NeuralNetworks
import NumericalMethods
import ProportionInference
import ScientificFormats

// A field in one file: what dyes a solution holds, from its absorbance at ten wavelengths.

extension Field {
    /// Colorimetry: the shares of dyes in a solution.
    static let dyes = Field(
        name: "colorimetry",
        datasets: [DyeMixtures()],
        catalogue: """
            dyes:
              title: Three dyes
              kind: dye-mixtures
              citation: Made up for this example.
              license: Apache-2.0
              homepage: https://example.org
              by-hand: The file is part of the example.
              files: {absorbances: {path: dyes.csv}}
              contents: {}
            """,
        architectures: [.twoLayers],
        baselines: [BeerLambert()])
}

extension Architecture {
    /// Two dense layers, enough for ten numbers.
    static let twoLayers = Architecture(
        card: CatalogCard(
            name: "two-layers", title: "Two layers", summary: "Dense layers of 32 and K.", reference: "this example")
    ) { features, classes in
        [
            Dense(inputs: features, outputs: 32, activation: .rectifier),
            Dense(inputs: 32, outputs: classes, activation: .identity),
        ]
    }
}

/// The absorbances of pure dyes; they add up in a mixture.
struct DyeSpectra: FieldData {
    static let plural = "absorbances of dyes"

    let names: [String]
    /// Dyes x wavelengths.
    let absorbances: Matrix<Double>

    /// Reads a table with a column for the wavelength and one for each dye.
    init(path: String) throws {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let header = lines.first ?? []
        let numbers = try lines.dropFirst().enumerated().map { index, fields in
            guard fields.count == header.count, let row = fields.dropFirst().map({ Double($0) }) as? [Double] else {
                throw FormatError(file: path, place: "line \(index + 2)", reason: "not \(header.count) numbers")
            }
            return row
        }
        guard header.count >= 3, !numbers.isEmpty else {
            throw FormatError(file: path, reason: "needs a column of wavelengths, and two dyes or more")
        }
        names = header.dropFirst().map(String.init)
        absorbances = Matrix(
            rows: names.count, columns: numbers.count,
            elements: names.indices.flatMap { dye in numbers.map { $0[dye] } })
    }
}

/// Mixtures of dyes in random shares, with noise: `dataset: {source: dyes, noise: 0.01}`.
struct DyeMixtures: DatasetKind {
    let card = CatalogCard(
        name: "dye-mixtures", title: "Mixtures of dyes", summary: "Random mixtures of dyes, with noise.",
        reference: "this example")

    func recipe(entry: DatasetEntry, dataset: Section, split: Section) -> (any DatasetRecipe)? {
        let noise = dataset.number("noise", in: 0...1, default: 0.01)
        dataset.finish()
        let counts = ["train", "validation", "test"].map { split.integer($0, in: 1...100_000) }
        split.finish()
        guard let noise, let counts = counts as? [Int] else { return nil }
        return Recipe(entry: entry, noise: noise, counts: counts)
    }

    struct Recipe: DatasetRecipe {
        let entry: DatasetEntry
        let noise: Double
        let counts: [Int]

        var features: Int { 10 }
        var classes: [String] { ["yellow", "red", "blue"] }
        var fieldData: (any FieldData.Type)? { DyeSpectra.self }
        var pictureKind: DatasetPicture.Kind? { nil }
        var testParts: [String] { [entry.name] }
        var canonical: StructuredValue {
            ["noise": .number(noise), "counts": .array(counts.map { .integer($0) })]
        }

        func source(in location: DataLocation) throws -> DatasetSource {
            guard let file = entry.file(role: "absorbances"), let found = try location.find(file) else {
                return DatasetSource(
                    files: [:],
                    absent: [AbsentPart(name: entry.name, reason: "dyes.csv is missing; name its folder with --data")])
            }
            return DatasetSource(files: ["absorbances": .init(path: found.path, blob: found.blob)])
        }

        func prepare(_ source: DatasetSource, options: PreparationOptions) throws -> PreparedDataset {
            guard let file = source.files["absorbances"] else { preconditionFailure("a source without its file") }
            let spectra = try DyeSpectra(path: file.path)
            guard spectra.names == classes, spectra.absorbances.columns == features else {
                throw FormatError(
                    file: file.path, reason: "must have \(features) wavelengths of \(classes.joined(separator: ", "))")
            }
            let parts = zip(["train", "validation", "test"], counts).map { name, count in
                mixtures(of: spectra, count: count, stream: Seed(experiment: "dyes", base: 0).derived(name, 0).stream())
            }
            let kept = max(1, Int((options.trainingShare * Double(counts[0])).rounded()))
            let training = LabelledSamples(
                inputs: parts[0].inputs.selectingRows(0..<kept),
                proportions: parts[0].proportions.selectingRows(0..<kept))
            return PreparedDataset(
                classes: classes, training: training, validation: parts[1],
                tests: [.init(name: entry.name, samples: parts[2])], field: spectra,
                notes: ["\(kept) mixtures to learn from, noise \(noise)"])
        }

        private func mixtures(of spectra: DyeSpectra, count: Int, stream: RandomStream) -> LabelledSamples {
            var stream = stream
            let shares = (0..<count).map { _ in stream.dirichlet(classes.map { _ in 1 }) }
            let inputs = shares.flatMap { shares in
                (0..<features).map { band in
                    let sum = shares.indices.reduce(0) { $0 + shares[$1] * spectra.absorbances[$1, band] }
                    return Float(sum + noise * stream.normal())
                }
            }
            return LabelledSamples(
                inputs: Matrix(rows: count, columns: features, elements: inputs),
                proportions: Matrix(rows: count, columns: classes.count, elements: shares.flatMap { $0 }))
        }
    }
}

/// Solves for the shares by non-negative least squares, as the law of Beer and Lambert makes absorbances add up.
struct BeerLambert: BaselineKind, ProportionMethod {
    let card = CatalogCard(
        name: "beer-lambert", title: "Beer–Lambert", summary: "Non-negative least squares with the dyes' absorbances.",
        reference: "A. Beer, Ann. Phys. 86 (1852) 78")
    var needs: (any FieldData.Type)? { DyeSpectra.self }
    var supervision: Supervision { .endmembers }
    var isRandom: Bool { false }
    var canonical: StructuredValue { ["baseline": .string(card.name), "revision": .integer(card.revision)] }

    func method(settings: Section) -> (any ProportionMethod)? {
        settings.finish()
        return self
    }

    func run(on input: MethodInput, seed: Seed, monitor: RunMonitor) throws -> MethodResult {
        let dyes = try input.field(as: DyeSpectra.self, for: card.name).absorbances
        let normal = (0..<dyes.rows).flatMap { row in
            (0..<dyes.rows).map { other in zip(dyes.row(row), dyes.row(other)).reduce(0) { $0 + $1.0 * $1.1 } }
        }
        return MethodResult(
            predictions: input.tests.map { part in
                var proportions = Matrix(rows: part.inputs.rows, columns: dyes.rows, repeating: 0.0)
                for sample in 0..<part.inputs.rows {
                    let right = (0..<dyes.rows).map { dye in
                        zip(dyes.row(dye), part.inputs.row(sample)).reduce(0) { $0 + $1.0 * Double($1.1) }
                    }
                    let shares = NonNegativeLeastSquares.solve(normal: normal, right: right)
                    let sum = shares.reduce(0, +)
                    for (dye, share) in shares.enumerated() { proportions[sample, dye] = sum > 0 ? share / sum : 0 }
                }
                return MethodResult.Prediction(part: part.name, proportions: proportions)
            })
    }

    func expectedSeconds(on specimen: DatasetSpecimen, threads: Int) -> Double { 0.01 }
}
