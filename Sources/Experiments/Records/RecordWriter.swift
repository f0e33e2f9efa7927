internal import DeclarativeFiles
internal import NumericalMethods
internal import ProportionInference
internal import ScientificFormats

/// Turns the result of a run into its record and the files beside it.
struct RecordWriter {
    let plan: ExperimentPlan
    let run: RunPlan
    /// The dataset, whose test parts the predictions are scored on.
    let dataset: PreparedDataset
    /// The digest of its facts.
    let facts: String
    let provenance: RunRecord.Provenance

    /// The record, and the files that it names.
    func record(of result: Result<MethodResult, any Error>) -> (RunRecord, [(name: String, bytes: [UInt8])]) {
        do {
            return try record(of: try result.get())
        } catch {
            return (record(outcome: .failed, reason: "\(Wording(of: error))"), [])
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
        let metadata = [
            "experiment": plan.spec.name, "method": run.method.card.name, "identity": run.identity.hash,
        ]
        let weights =
            tensors.isEmpty
            ? nil : add("weights.safetensors", SafetensorsFile.encode(tensors, metadata: metadata))
        let model = try model(of: result).map { add(Model.fileName, try $0.encoded()) }
        func name(_ what: String, of part: String) -> String {
            // One test part is the rule; its file then needs no name of its own.
            result.predictions.count == 1 ? what : "\(what)-\(part)"
        }
        func addArray(_ array: Matrix<Double>, _ what: String, of part: String) -> RunRecord.Artifact {
            add(name(what, of: part) + ".npy", NPYFile.encode(array.elements, shape: [array.rows, array.columns]))
        }
        func addPredictions(_ prediction: MethodResult.Prediction) -> RunRecord.Artifact {
            addArray(prediction.proportions, "predictions", of: prediction.part)
        }
        let inferences = try result.predictions.compactMap { prediction -> RunRecord.Inference? in
            guard let part = dataset.unlabelled.first(where: { $0.name == prediction.part }) else { return nil }
            try dataset.check(prediction, for: part)
            return RunRecord.Inference(
                part: part.name, predictions: addPredictions(prediction), samples: part.sampleNames)
        }
        let inferred = Set(inferences.map(\.part))
        let tests = try result.predictions.filter { !inferred.contains($0.part) }.map { prediction in
            RunRecord.Test(
                part: prediction.part, scores: try dataset.scores(of: prediction),
                predictions: addPredictions(prediction),
                uncertainties: prediction.uncertainties.map { addArray($0, "uncertainties", of: prediction.part) },
                samples: dataset.tests.first { $0.name == prediction.part }?.sampleNames,
                blocks: add(
                    name("blocks", of: prediction.part) + ".csv",
                    BlockScoresFile.encode(try dataset.blockScores(of: prediction))))
        }
        let selected = result.selectedEpoch.map { epoch in result.history[epoch - 1] }
        var record = record(
            outcome: result.divergence == nil ? .completed : .diverged, reason: result.divergence?.description,
            selectedEpoch: result.selectedEpoch,
            deadClasses: selected?.deadClasses.map { dataset.classes[$0] } ?? [], validation: result.validation,
            tests: tests, inferences: inferences,
            weights: weights, model: model, history: history,
            tables: result.tables.map { add($0.file, Array($0.text.utf8)) }, remarks: result.remarks)
        record.fits = result.fits.isEmpty ? nil : add(FitsFile.name, FitsFile.encode(result.fits))
        return (record, artifacts)
    }

    /// The network as a model; nothing where none was trained, or its samples cannot be described.
    private func model(of result: MethodResult) throws -> Model? {
        guard let trained = run.method as? TrainedLoss, let samples = dataset.samples, result.divergence == nil else {
            return nil
        }
        func entry(_ card: CatalogCard) -> ModelDescription.Entry { .init(name: card.name, revision: card.revision) }
        let features = dataset.training.inputs.columns
        return Model(
            ModelDescription(
                format: ModelDescription.currentFormat, experiment: plan.spec.name, loss: entry(trained.loss.card),
                architecture: entry(trained.architecture.card), classes: dataset.classes, features: features,
                samples: samples, members: [ModelDescription.Member(run: run.run, identity: run.identity.hash)]),
            network: try TrainedNetwork(
                parameters: result.parameters, architecture: trained.architecture, loss: trained.loss,
                features: features, classes: dataset.classes.count), validatedOn: dataset.validation,
            place: run.place.label)
    }

    private func record(
        outcome: RunRecord.Outcome, reason: String?, selectedEpoch: Int? = nil, deadClasses: [String] = [],
        validation: Scores? = nil, tests: [RunRecord.Test] = [], inferences: [RunRecord.Inference] = [],
        weights: RunRecord.Artifact? = nil, model: RunRecord.Artifact? = nil, history: RunRecord.Artifact? = nil,
        tables: [RunRecord.Artifact] = [],
        remarks: [String] = []
    ) -> RunRecord {
        RunRecord(
            format: RunRecord.currentFormat, digest: nil, experiment: plan.spec.name, effort: plan.effort,
            method: run.method.card.name, methodTitle: run.method.card.title, supervision: run.method.supervision,
            run: run.run, seed: "0x" + String(run.seed.value, radix: 16), identity: run.identity.hash,
            recipe: run.identity.recipe, facts: facts, standIn: plan.source.standIn, outcome: outcome, reason: reason,
            selectedEpoch: selectedEpoch, deadClasses: deadClasses, validation: validation, tests: tests,
            inferences: inferences.isEmpty ? nil : inferences, weights: weights, model: model,
            history: history, tables: tables.isEmpty ? nil : tables,
            remarks: remarks.isEmpty ? nil : remarks, provenance: provenance)
    }
}
