import Commands
import DataCatalogue
import DeclarativeFiles
import DiffractionField
import Experiments
import Foundation
import NumericalMethods
import ProportionInference
import ScientificFormats
import Testing
@testable import PowderDiffraction

private let dataFolder = ProcessInfo.processInfo.environment["PROPORTIONS_DATA"]

/// The path of a file in the folder of the specs.
private func experiment(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../experiments/\(name)").path()
}

/// The dataset of a spec, scaled down.
func smallRecipe(_ spec: String) throws -> any DatasetRecipe {
    let entry = try #require(try DataCatalogue.parse(text: Field.diffraction.catalogue, file: "datasets.yaml")["xrd"])
    return try DeclarativeFile.read(path: experiment(spec)) { root -> (any DatasetRecipe)? in
        for key in ["name", "title", "architecture", "training", "losses", "baselines", "selection", "report"] {
            _ = root.structured(key)
        }
        guard let dataset = root.section("dataset"), let split = root.section("split") else { return nil }
        _ = dataset.string("source")
        return DiffractionKind().recipe(entry: entry, dataset: dataset, split: split)
    }
}

/// The patterns themselves, as published.
@Suite("Measured patterns", .enabled(if: dataFolder != nil, "PROPORTIONS_DATA names no folder of data"))
struct MeasuredPatternsTests {
    /// Within 0.2 degrees: at the largest angles that is what a cell makes whose lengths are 0.2 % shorter than published,
    /// as c of this hematite is.
    @Test(arguments: [
        ("01", "gibbsite"), ("06", "calcite"), ("23", "dolomite"), ("24", "hematite"),
    ]) func everyStrongLineOfAPurePhaseIsWhereItShouldBe(file: String, phase: String) throws {
        let scan = try PowderScan.read(path: try #require(dataFolder) + "/xrd/experimental/\(file).xy")
        let structure = try #require(CrystalStructure.builtIn(named: phase))
        let model = try PhaseModel(structure: structure, radiation: .kAlpha1(.copper), upTo: 88)
        let lines = model.strongLines(share: 0.1, instrument: Instrument(radiation: .kAlpha1(.copper)))
            .filter { $0 < 88 }
        #expect(lines.count >= 6)
        for line in lines {
            let near = scan.twoTheta.indices.filter { abs(scan.twoTheta[$0] - line) <= 0.2 }
            let around = scan.twoTheta.indices.filter { abs(scan.twoTheta[$0] - line) <= 1.5 }
            let background = around.map { scan.intensities[$0] }.sorted()[around.count / 5]
            let peaks = near.filter { index in
                let highest = scan.intensities[index - 3...index + 3].max()
                return scan.intensities[index] == highest && scan.intensities[index] > 3 * background
            }
            #expect(!peaks.isEmpty, "no peak at \(line)°")
        }
    }

    @Test func theEntryOfTheCatalogueFindsAndPreparesThem() throws {
        let recipe = try smallRecipe("xrd.yaml")
        let location = DataLocation(explicit: [try #require(dataFolder)])
        let source = try recipe.source(in: location)
        #expect(source.absent.isEmpty && source.files.count == 25)
        let dataset = try recipe.prepare(
            source, options: PreparationOptions(trainingShare: 0.002, monitor: RunMonitor(threads: 2)))
        #expect(dataset.classes == ["calcite", "gibbsite", "dolomite", "hematite"])
        #expect(dataset.training.count == 24)
        #expect(dataset.tests.map(\.name) == ["xrd-simulated", "xrd-measured"])
        let measured = dataset.tests[1].samples
        #expect(measured.count == 24)
        // The fourth row of labels.csv.
        #expect(measured.proportions.row(3) == [0.600044234739015, 0.399955765260985, 0, 0])
        for part in [dataset.training, measured] {
            for index in 0..<part.count { #expect(part.inputs.row(index).max() == 1) }
        }
        // The highest line of pure calcite, 1 0 4, lies at 29.42 degrees.
        let highest = try #require(measured.inputs.row(5).firstIndex(of: 1)) - 5 * 2040
        #expect(abs(5 + 0.04 * Double(highest) - 29.42) <= 0.04)
        let picture = try #require(dataset.picture?.patterns)
        #expect(picture.patterns.map(\.title) == ["simulated", "measured 05"])
        #expect(picture.patterns[1].proportions == [0.79965956187093, 0.20034043812907, 0, 0])
    }
}

@Suite("The dataset of the diffraction experiments")
struct DiffractionRecipeTests {
    private let nowhere = DataLocation(explicit: ["/nowhere"], environment: [:])

    @Test(arguments: [
        "xrd.yaml", "xrd-instrument.yaml",
    ]) func withoutTheMeasuredPatternsTheSimulatedPartIsStillMade(spec: String) throws {
        let recipe = try smallRecipe(spec)
        let source = try recipe.source(in: nowhere)
        #expect(source.standIn == nil && source.files.isEmpty)
        let absent = try #require(source.absent.first)
        #expect(absent.name == "xrd-measured")
        #expect(absent.reason.hasPrefix("xrd/experimental/labels.csv and 24 other files are missing. On the page"))
        let examples = try #require(recipe as? any SimulatedDataset).examples(count: 3, source: source)
        #expect(examples.patterns.count == 3 && examples.marks.map(\.name).count == 4)
        for pattern in examples.patterns {
            #expect(pattern.values.max() == 1 && abs(pattern.proportions.reduce(0, +) - 1) < 1e-12)
        }
    }

    @Test func samplesComeOutOfTheCacheAsTheyWentIn() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "cache-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let recipe = try smallRecipe("xrd.yaml")
        let source = try recipe.source(in: nowhere)
        let options = PreparationOptions(trainingShare: 0.002, cacheFolder: folder, monitor: RunMonitor(threads: 2))
        let first = try recipe.prepare(source, options: options)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 3)
        let again = try recipe.prepare(source, options: options)
        let without = try recipe.prepare(source, options: PreparationOptions(trainingShare: 0.002))
        for other in [again, without] {
            #expect(other.training.inputs == first.training.inputs)
            #expect(other.validation.proportions == first.validation.proportions)
            #expect(other.tests[0].samples.inputs == first.tests[0].samples.inputs)
        }
    }

    /// The dataset of a catalogue without any measured pattern.
    private func simulatedOnly(purePatterns: Int) throws -> any DatasetRecipe {
        let catalogue = """
            pigments:
              title: Pigments
              kind: powder-diffraction
              citation: none
              license: none
              homepage: none
              by-hand: none
              files: {structure-rutile: {path: rutile.cif}}
              contents: {phases: [rutile, quartz], tube: Co}
            """
        let spec = """
            dataset:
              grid: {first: 10, step: 0.0001, count: 1000000}
              preparation: {}
              simulation:
                pure-patterns: \(purePatterns)
                phases: {}
                instrument: {radiation: mean}
                mixtures: {}
            split: {kind: simulated, train: 1, validation: 1, test: 1}
            """
        let entry = try #require(try DataCatalogue.parse(text: catalogue, file: "datasets.yaml")["pigments"])
        return try DeclarativeFile.parse(text: spec, file: "spec.yaml") { root -> (any DatasetRecipe)? in
            guard let dataset = root.section("dataset"), let split = root.section("split") else { return nil }
            return DiffractionKind().recipe(entry: entry, dataset: dataset, split: split)
        }
    }

    @Test func aCatalogueWithoutMeasuredPatternsHasNoMeasuredPartAndAMissingStructureIsNamed() throws {
        let recipe = try simulatedOnly(purePatterns: 2)
        #expect(recipe.testParts == ["pigments-simulated"])
        let error = try #require(throws: FormatError.self) { _ = try recipe.source(in: nowhere) }
        #expect("\(error)".hasPrefix("rutile.cif: missing; looked for"))
    }

    @Test func patternsThatNoMemoryHoldsAreRefused() throws {
        let error = try #require(throws: InvalidDeclaration.self) { _ = try simulatedOnly(purePatterns: 3000) }
        #expect("\(error)".contains("GB of memory; the limit is 8 GB"))
    }

    @Test func aStopEndsTheSimulation() throws {
        let recipe = try smallRecipe("xrd-instrument.yaml")
        let source = try recipe.source(in: nowhere)
        #expect(throws: CancellationError.self) {
            _ = try recipe.prepare(source, options: PreparationOptions(monitor: RunMonitor(isCancelled: { true })))
        }
    }
}
