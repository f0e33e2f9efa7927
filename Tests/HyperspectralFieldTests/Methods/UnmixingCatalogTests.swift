import ArgumentParser
import Commands
import DataCatalogue
import Experiments
import Foundation
import HyperspectralField
import NeuralNetworks
import NumericalMethods
import ProportionInference
import ScientificFormats
import TestSupport
import Testing
import Unmixing

@Suite("The catalogue of unmixing methods")
struct UnmixingCatalogTests {
    private static let (rows, columns, bands) = (6, 5, 4)
    /// Every pixel is pure: the class is the row modulo three.
    private static let spectra: [[Float]] = [[0.9, 0.1, 0.2, 0.4], [0.1, 0.8, 0.3, 0.1], [0.2, 0.2, 0.9, 0.7]]

    @Test("every type of the sources that unmixes is in the catalogue")
    func everyMethodIsListed() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources").standardized
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var written: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let code = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
                .filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }.joined(separator: "\n")
            let conformance = #/\b(?:struct|class|enum|actor|extension)\s+(\w+)[^{}]*:[^{}]*\bUnmixingMethod\b/#
            written.formUnion(code.matches(of: conformance).map { String($0.1) })
        }
        #expect(written == Set(UnmixingCatalog.all.entries.map { "\(type(of: $0))" }))
    }

    @Test("a method gives a baseline for each source of endmembers, with the source in its name")
    func baselines() {
        let cards = UnmixingBaseline.all(of: ToyUnmixing()).map(\.card)
        #expect(cards.map(\.name) == ["nearest", "nearest-true"])
        #expect(cards.map(\.title) == ["Nearest", "Nearest (true endmembers)"])
        #expect(
            cards.map(\.summary) == [
                "Each pixel is its nearest endmember with endmembers found by SiVM.",
                "Each pixel is its nearest endmember with the true endmembers.",
            ])
        #expect(cards.map(\.revision) == [4, 4])
    }

    @Test("the cards of the paper's baselines are what they have always been")
    func cards() {
        let cards = UnmixingBaseline.all(of: UnmixingCatalog.all.entries).map(\.card)
        #expect(
            cards.map(\.title) == [
                "SUnSAL", "SUnSAL (VCA)", "SUnSAL (SiVM)", "HyperAE", "UnDIP", "UnDIP (true endmembers)",
            ])
        #expect(
            cards.map(\.summary) == [
                "Constrained sparse regression with the true endmembers.",
                "Constrained sparse regression with endmembers found by VCA.",
                "Constrained sparse regression with endmembers found by SiVM.",
                "An autoencoder whose decoder's weights are the endmembers.",
                "A deep image prior with endmembers found by SiVM.", "A deep image prior with the true endmembers.",
            ])
    }

    // MARK: A method of somebody else

    private func writeImage(into folder: TemporaryFolder) throws {
        let values = (0..<Self.rows * Self.columns).flatMap { Self.spectra[$0 / Self.columns % 3] }
        try ENVIImage(rows: Self.rows, columns: Self.columns, bands: Self.bands, values: values)
            .write(headerPath: folder.path + "/image.hdr")
    }

    private static let catalogue = """
        plot:
          title: Plot
          kind: hyperspectral-image
          citation: none
          license: none
          homepage: https://example.org
          by-hand: none
          files: {image: {path: image.hdr}, image-data: {path: image.img}, truth: {path: truth.mat}}
          contents:
            {classes: [tree, water, dirt], rows: 6, columns: 5, bands: 4, rgb: {red: [2, 4], green: [1, 2], blue: [0, 1]}}
        """
    private static let spec = """
        name: plot
        title: Plot
        seed: 7
        dataset: {source: plot, normalization: none}
        split: {kind: bands, axis: rows, train: [0, 3], validation: [3, 4], test: [4, 6]}
        architecture: one-layer
        training: {runs: 1, epochs: 1, batch: 4, optimizer: {adam: {learning-rate: 0.01}}}
        losses: [mse]
        baselines: [nearest, nearest-true: {purity: 0.7, normalization: none}]
        selection: {metric: mmae, on: validation}
        report: {table: plot, caption: Plot, columns: [{part: plot, title: Plot}]}
        """

    @Test("one type and one line bring a method into specs, plans and runs")
    func experiment() throws {
        let folder = try TemporaryFolder()
        try writeImage(into: folder)
        let classes = (0..<Self.columns).flatMap { _ in (0..<Self.rows).map { $0 % 3 } }
        _ = try folder.writeMat(
            "truth.mat",
            [
                .doubles(
                    "A", shape: [3, classes.count], classes.flatMap { index in (0..<3).map { $0 == index ? 1 : 0 } }),
                .doubles("M", shape: [Self.bands, 3], Self.spectra.flatMap { $0.map(Double.init) }),
            ])
        try Data(Self.spec.utf8).write(to: URL(filePath: folder.path + "/spec.yaml"))
        let field = Field.hyperspectral(adding: [ToyUnmixing()])
        let oneLayer = Architecture(
            card: CatalogCard(name: "one-layer", title: "One layer", summary: "A dense layer.", reference: "none")
        ) { features, classes in
            [Dense(inputs: features, outputs: classes, activation: .identity)]
        }
        let spec = try ExperimentSpec.read(
            path: folder.path + "/spec.yaml",
            catalogues: Catalogues(
                losses: LossCatalog.all.entries, baselines: field.baselines, architectures: [oneLayer],
                datasetKinds: field.datasets, figures: field.figures.map(\.declaration),
                data: try DataCatalogue.parse(text: Self.catalogue, file: "datasets.yaml")))
        let plan = try ExperimentPlan(
            spec: spec, effort: .paper, location: DataLocation(explicit: [folder.path], environment: [:]))
        #expect(plan.runs.map(\.method.card.name) == ["mse", "nearest", "nearest-true"])
        let store = ResultsStore(root: folder.path + "/results")
        let summary = try Runner(
            store: store, workers: 1, cacheFolder: folder.path + "/cache", interruption: Interruption(),
            progress: ProgressBoard(style: .silent) { _ in }
        ).carryOut(plan)
        #expect(summary.completed == 3 && summary.troubles == [])
        func error(_ name: String) throws -> Double? {
            let run = try #require(plan.runs.first { $0.method.card.name == name })
            guard case .done(let record) = store.state(of: run) else { return nil }
            return record.tests.first?.scores.mmae
        }
        #expect(try error("nearest") == 0)
        // A share of 0.7, and a third of the rest, is 0.8.
        let mixed = try #require(try error("nearest-true"))
        #expect(abs(mixed - 0.2) <= 1e-12)
    }

    @Test("the same line brings it into the command")
    func command() throws {
        let folder = try TemporaryFolder()
        try writeImage(into: folder)
        let output = folder.path + "/unmixed"
        try Program.$current.withValue(Program(fields: [.hyperspectral(adding: [ToyUnmixing()])])) {
            #expect(UnmixCommand.helpMessage().contains("nearest  looks for the nearest endmember; at once"))
            let command = try UnmixCommand.parse([
                folder.path + "/image.hdr", "--method", "nearest", "--classes", "3", "--set", "purity=0.4",
                "--output", output,
            ])
            try command.run()
            #expect(throws: (any Error).self) {
                try UnmixCommand.parse([folder.path + "/image.hdr", "--method", "nearest", "--length", "3"])
            }
        }
        let values = try NPYFile.read(path: output + "/abundances.npy").values
        #expect(values.count == 90 && values.allSatisfy { abs($0 - 0.6) <= 1e-12 || abs($0 - 0.2) <= 1e-12 })
        let json = try String(contentsOfFile: output + "/unmixing.json", encoding: .utf8)
        #expect(json.contains("\"name\" : \"nearest\"") && json.contains("\"purity\" : 0.4"))
    }

    @Test("a program without it does not know it")
    func unknown() {
        Program.$current.withValue(Program(fields: [.hyperspectral])) {
            #expect(throws: (any Error).self) {
                try UnmixCommand.parse(["image.hdr", "--method", "nearest", "--classes", "3"])
            }
        }
    }
}
