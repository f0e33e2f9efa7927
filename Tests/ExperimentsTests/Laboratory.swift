import DataCatalogue
import DeclarativeFiles
import Experiments
import Foundation
import ProportionInference
import Testing

/// A folder with a toy dataset, specs and results, removed when the test is over.
final class Laboratory {
    let folder: String
    let catalogues: Catalogues

    init(
        losses: Catalog<any ProportionLoss> = LossCatalog.all, architecture: Architecture = .oneLayer(),
        preparing: (@Sendable (PreparationOptions) -> Void)? = nil,
        shift: (@Sendable (PreparationOptions) -> Float)? = nil
    ) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "experiments-\(UUID())").path()
        try FileManager.default.createDirectory(atPath: folder + "/data", withIntermediateDirectories: true)
        try Data("toy\n".utf8).write(to: URL(filePath: folder + "/data/toy.txt"))
        catalogues = Catalogues(
            losses: losses.entries, baselines: ToyBaseline.all,
            architectures: [architecture], datasetKinds: [ToyKind(preparing: preparing, shift: shift)],
            figures: ToyFigure.all.map(\.declaration),
            data: try DataCatalogue.parse(text: Self.catalogue, file: "datasets.yaml"))
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var store: ResultsStore { ResultsStore(root: folder + "/results") }

    // MARK: Specs

    private static let catalogue = """
        toy:
          title: Toy
          kind: toy
          citation: none
          license: none
          homepage: https://example.org
          by-hand: none
          files: {signals: {path: toy.txt}}
          contents: {}
        duo:
          title: Duo
          kind: toy
          citation: none
          license: none
          homepage: https://example.org
          by-hand: Ask the neighbour.
          files: {signals: {path: toy.txt}, measured: {path: measured.txt}}
          contents: {}
        odd:
          title: Odd
          kind: oddity
          citation: none
          license: none
          homepage: https://example.org
          by-hand: none
          files: {signals: {path: odd.txt}}
          contents: {}
        """

    static let specText = """
        name: toy
        title: Toy
        seed: 7
        dataset: {source: toy, scale: 1}
        split: {train: 60, validation: 30, test: 30}
        architecture: one-layer
        training:
          runs: 2
          epochs: 5
          batch: 16
          optimizer: {adam: {learning-rate: 0.01}}
        losses: [mse-dirichlet, ce-dirichlet, ce-softmax, mse, mse-proportion]
        selection: {metric: mmae, on: validation}
        report:
          table: 9
          columns: [{part: toy, title: Toy}]
        """

    /// What makes the spec one of the dataset with two test parts, `made` and `measured`, whose pictures are patterns.
    static let duo: KeyValuePairs = [
        "source: toy": "source: duo",
        "[{part: toy, title: Toy}]": "[{part: made, title: Made}, {part: measured, title: Measured}]",
    ]

    /// Writes or removes the file of the test part `measured`.
    func setMeasured(_ isThere: Bool) throws {
        let path = folder + "/data/measured.txt"
        if isThere {
            try Data("measured\n".utf8).write(to: URL(filePath: path))
        } else {
            try FileManager.default.removeItem(atPath: path)
        }
    }

    /// The spec with parts of its text replaced; each part must be there.
    func spec(_ edits: KeyValuePairs<String, String> = [:]) throws -> ExperimentSpec {
        try spec(edits.map { ($0.key, $0.value) })
    }

    private func spec(_ edits: [(String, String)]) throws -> ExperimentSpec {
        var text = Self.specText
        for (old, new) in edits {
            try #require(text.contains(old), "the spec has no '\(old)'")
            text = text.replacing(old, with: new)
        }
        let path = folder + "/spec.yaml"
        try Data(text.utf8).write(to: URL(filePath: path))
        return try ExperimentSpec.read(path: path, catalogues: catalogues)
    }

    // MARK: Plans and runs

    func plan(_ edits: KeyValuePairs<String, String> = [:], effort: Effort = .paper) throws -> ExperimentPlan {
        try plan(edits.map { ($0.key, $0.value) }, effort: effort)
    }

    func plan(_ edits: [(String, String)], effort: Effort = .paper) throws -> ExperimentPlan {
        try ExperimentPlan(
            spec: try spec(edits), effort: effort,
            location: DataLocation(explicit: [folder + "/data"], environment: [:]))
    }

    @discardableResult
    func carryOut(
        _ plan: ExperimentPlan, workers: Int = 2, into store: ResultsStore? = nil,
        interruption: Interruption = Interruption(), progress: ProgressBoard = ProgressBoard(style: .silent) { _ in }
    ) throws -> Runner.Summary {
        try Runner(
            store: store ?? self.store, workers: workers, cacheFolder: folder + "/cache", interruption: interruption,
            progress: progress
        ).carryOut(plan)
    }

    /// The folder of a plan's run.
    func path(_ run: RunPlan) -> String { store.path(of: run.place) }

    /// The record of a run that is done.
    func record(_ run: RunPlan) throws -> RunRecord {
        guard case .done(let record) = store.state(of: run) else {
            throw Missing(what: "\(run.place.label): \(store.state(of: run))")
        }
        return record
    }

    struct Missing: Error {
        let what: String
    }
}

/// The contents of every file below a folder, by path.
func contents(below folder: String) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
        contents[path] = FileManager.default.contents(atPath: folder + "/" + path)
    }
    return contents
}

/// A JSON file as a value that can be compared and changed.
func readJSON(_ path: String) throws -> StructuredValue {
    try JSONDecoder().decode(StructuredValue.self, from: Data(contentsOf: URL(filePath: path)))
}

func writeJSON(_ value: StructuredValue, to path: String) throws {
    try Data(value.canonicalJSON().utf8).write(to: URL(filePath: path))
}
