internal import DeclarativeFiles
internal import Foundation
internal import NumericalMethods
internal import ProportionInference
internal import ScientificFormats

/// Scores what other programs inferred for the test samples of an experiment, and stores it beside the experiment's runs.
public struct ExternalScoring: Sendable {
    /// The experiment.
    public let plan: ExperimentPlan
    /// Its samples.
    public let dataset: PreparedDataset
    let facts: String
    let store: ResultsStore
    let environment: RunEnvironment
    let command: String?

    /// Scores results and stores them, in place of those of the same title for the same test part.
    ///
    /// Results of the title for other test parts stay.
    ///
    /// - Parameter results: The results.
    /// - Returns: The records, run by run.
    /// - Throws: `UnfitPrediction` where samples or classes are not as many as the part's, a `FormatError` where the title
    ///   is that of another method, and a `StorageError`.
    public func add(_ results: ExternalResults) throws -> [RunRecord] {
        let method = ExternalResults.method(titled: results.title)
        guard !plan.spec.methodCards.contains(where: { $0.title == results.title || $0.name == method }) else {
            throw FormatError(
                file: results.title,
                reason: "is the name of a method of '\(plan.spec.name)'; choose another with --name")
        }
        let earlier = try earlier(method: method, title: results.title)
        var records: [RunRecord] = []
        for run in 1...max(results.runs.count, earlier.keys.max() ?? 1) {
            var parts = (earlier[run] ?? []).filter { $0.part != results.part }
            if run <= results.runs.count {
                parts.append(MethodResult.Prediction(part: results.part, proportions: results.runs[run - 1]))
            }
            let place = place(method: method, run: run)
            guard !parts.isEmpty else {
                try FileManager.default.removeItem(atPath: store.path(of: place))
                continue
            }
            let (record, artifacts) = try record(of: parts, results: results, at: place)
            try store.store(record, at: place, artifacts: artifacts)
            records.append(record)
        }
        return records
    }

    private func place(method: String, run: Int) -> RunPlace {
        RunPlace(experiment: plan.spec.name, edition: plan.edition, method: method, run: run)
    }

    /// What was stored for the samples before, run by run.
    private func earlier(method: String, title: String) throws -> [Int: [MethodResult.Prediction]] {
        let stored = store.records(experiment: plan.spec.name, edition: plan.edition).records.filter {
            $0.method == method
        }
        if let other = stored.first(where: { $0.methodTitle != title }) {
            throw FormatError(
                file: title, reason: "has the folder of '\(other.methodTitle)'; choose another name with --name")
        }
        var runs: [Int: [MethodResult.Prediction]] = [:]
        for record in stored {
            // Those of other samples are of no use.
            guard record.recipe["data"] == plan.data.recipe, record.facts == facts else {
                runs[record.run] = []
                continue
            }
            runs[record.run] = try record.tests.map { test in
                let path = store.path(of: place(method: method, run: record.run)) + "/" + test.predictions.file
                let array = try NPYFile.read(path: path)
                guard try ContentDigest.sha256(ofFile: path) == test.predictions.sha256, array.shape.count == 2 else {
                    throw FormatError(file: path, reason: "is not the file that its record names; use --remove first")
                }
                return MethodResult.Prediction(
                    part: test.part,
                    proportions: Matrix(rows: array.shape[0], columns: array.shape[1], elements: array.values))
            }
        }
        return runs
    }

    private func record(
        of parts: [MethodResult.Prediction], results: ExternalResults, at place: RunPlace
    ) throws -> (RunRecord, [(name: String, bytes: [UInt8])]) {
        let order = dataset.tests.map(\.name)
        let sorted = parts.sorted { (order.firstIndex(of: $0.part) ?? 0) < (order.firstIndex(of: $1.part) ?? 0) }
        var artifacts: [(name: String, bytes: [UInt8])] = []
        let tests = try sorted.map { part in
            func add(_ what: String, _ format: String, _ bytes: [UInt8]) -> RunRecord.Artifact {
                let name = (sorted.count == 1 ? what : "\(what)-\(part.part)") + "." + format
                artifacts.append((name, bytes))
                return RunRecord.Artifact(file: name, sha256: ContentDigest.sha256(bytes))
            }
            let found = part.proportions
            return RunRecord.Test(
                part: part.part, scores: try dataset.scores(of: part),
                predictions: add(
                    "predictions", "npy", NPYFile.encode(found.elements, shape: [found.rows, found.columns])),
                samples: dataset.tests.first { $0.name == part.part }?.sampleNames,
                blocks: add("blocks", "csv", BlockScoresFile.encode(try dataset.blockScores(of: part))))
        }
        let digests = Dictionary(
            uniqueKeysWithValues: tests.map { ($0.part, StructuredValue.string($0.predictions.sha256)) })
        let identity = RunIdentity(recipe: [
            "experiment": .string(plan.spec.name), "run": .integer(place.run), "data": plan.data.recipe,
            "method": [
                "external": true, "title": .string(results.title), "given": .string(results.given.rawValue),
                "predictions": .object(digests),
            ],
        ])
        let record = RunRecord(
            format: RunRecord.currentFormat, digest: nil, experiment: plan.spec.name, effort: plan.effort,
            method: place.method, methodTitle: results.title, supervision: results.given, run: place.run,
            seed: "none", identity: identity.hash, recipe: identity.recipe, facts: facts,
            standIn: plan.source.standIn, outcome: .completed, reason: nil, selectedEpoch: nil, deadClasses: [],
            validation: nil, tests: tests, inferences: nil, weights: nil, model: nil, history: nil, tables: nil,
            remarks: nil,
            provenance: .init(
                started: Date().formatted(.iso8601), seconds: 0, environment: environment, command: command))
        return (record, artifacts)
    }
}
