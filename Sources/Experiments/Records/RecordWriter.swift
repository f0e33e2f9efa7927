internal import DeclarativeFiles
internal import ProportionInference
internal import ScientificFormats

/// Turns the result of a run into its record and the files beside it.
struct RecordWriter {
    let plan: ExperimentPlan
    let run: RunPlan
    /// The dataset, whose test parts the predictions are scored on.
    let dataset: PreparedDataset
    let provenance: RunRecord.Provenance

    /// The record, and the files that it names.
    func record(of result: Result<MethodResult, any Error>) -> (RunRecord, [(name: String, bytes: [UInt8])]) {
        do {
            return try record(of: try result.get())
        } catch {
            return (record(outcome: .failed, reason: "\(error)"), [])
        }
    }

    private func record(of result: MethodResult) throws -> (RunRecord, [(name: String, bytes: [UInt8])]) {
        var artifacts: [(name: String, bytes: [UInt8])] = []
        func add(_ name: String, _ bytes: [UInt8]) -> RunRecord.Artifact {
            artifacts.append((name, bytes))
            return RunRecord.Artifact(file: name, sha256: ContentDigest.sha256(bytes))
        }
        let history = result.history.isEmpty ? nil : add("history.csv", HistoryFile.encode(result.history))
        let tensors = result.parameters.map { NamedTensor(name: $0.name, shape: $0.shape, values: $0.values) }
        let metadata = ["experiment": plan.spec.name, "method": run.method.card.name, "identity": run.identity.hash]
        let weights =
            tensors.isEmpty
            ? nil : add("weights.safetensors", SafetensorsFile.encode(tensors, metadata: metadata))
        let tests = try result.predictions.map { prediction in
            let proportions = prediction.proportions
            let scores = try dataset.scores(of: prediction)
            // One test part is the rule; its file then needs no name of its own.
            let name = result.predictions.count == 1 ? "predictions.npy" : "predictions-\(prediction.part).npy"
            let bytes = NPYFile.encode(proportions.elements, shape: [proportions.rows, proportions.columns])
            return RunRecord.Test(part: prediction.part, scores: scores, predictions: add(name, bytes))
        }
        let selected = result.selectedEpoch.map { epoch in result.history[epoch - 1] }
        let record = record(
            outcome: result.divergence == nil ? .completed : .diverged, reason: result.divergence?.description,
            selectedEpoch: result.selectedEpoch,
            deadClasses: selected?.deadClasses.map { dataset.classes[$0] } ?? [], validation: result.validation,
            tests: tests,
            weights: weights, history: history,
            tables: result.tables.map { add($0.file, Array($0.text.utf8)) }, remarks: result.remarks)
        return (record, artifacts)
    }

    private func record(
        outcome: RunRecord.Outcome, reason: String?, selectedEpoch: Int? = nil, deadClasses: [String] = [],
        validation: Scores? = nil, tests: [RunRecord.Test] = [], weights: RunRecord.Artifact? = nil,
        history: RunRecord.Artifact? = nil, tables: [RunRecord.Artifact] = [], remarks: [String] = []
    ) -> RunRecord {
        RunRecord(
            format: RunRecord.currentFormat, digest: nil, experiment: plan.spec.name, effort: plan.effort,
            method: run.method.card.name, methodTitle: run.method.card.title, supervision: run.method.supervision,
            run: run.run, seed: "0x" + String(run.seed.value, radix: 16), identity: run.identity.hash,
            recipe: run.identity.recipe, standIn: plan.source.standIn, outcome: outcome, reason: reason,
            selectedEpoch: selectedEpoch, deadClasses: deadClasses, validation: validation, tests: tests,
            weights: weights, history: history, tables: tables.isEmpty ? nil : tables,
            remarks: remarks.isEmpty ? nil : remarks, provenance: provenance)
    }
}
