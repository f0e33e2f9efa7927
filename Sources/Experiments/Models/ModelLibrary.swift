internal import Foundation
internal import ScientificFormats

/// Finds models by what the command line calls them.
///
/// - A file: what a run or `export` wrote.
/// - A folder: that of a run, or that of a method, whose runs together are an ensemble.
/// - `EXPERIMENT:METHOD`: the runs of a method among the results, an ensemble; `EXPERIMENT:METHOD:3` is one run, and
///   `EXPERIMENT:METHOD:selected` the one with the lowest validation MMAE.
/// - The name of a model that is part of the program.
///
/// An ensemble leaves out the runs that have dead outputs, as their records say.
public struct ModelLibrary: Sendable {
    /// The models that are part of the program.
    public let shipped: [ShippedModel]
    /// The results that are looked through.
    public let store: ResultsStore
    /// How much of an experiment was done in the results that are meant.
    public let effort: Effort
    private let catalogues: Catalogues

    /// Puts the library together.
    public init(shipped: [ShippedModel], store: ResultsStore, effort: Effort, catalogues: Catalogues) {
        self.shipped = shipped
        self.store = store
        self.effort = effort
        self.catalogues = catalogues
    }

    /// Finds a model.
    ///
    /// - Parameter name: A file, a folder, `EXPERIMENT:METHOD`, or the name of a model that is part of the program.
    /// - Returns: The model.
    /// - Throws: `FormatError` where there is none, or it is damaged.
    public func model(_ name: String) throws -> Model {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: name, isDirectory: &isFolder) {
            return try isFolder.boolValue ? ofFolder(name) : ofFile(name)
        }
        if let model = shipped.first(where: { $0.name == name }) {
            return try Model(bytes: model.contents(), path: name, catalogues: catalogues)
        }
        let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard (2...3).contains(parts.count), !parts.contains(where: { $0.isEmpty || $0.contains("/") }) else {
            let known = shipped.map { "'\($0.name)'" }.joined(separator: ", ")
            throw FormatError(
                file: name,
                reason: "is no file, no folder, and no model of the program"
                    + (known.isEmpty ? "" : " (\(known))") + "; EXPERIMENT:METHOD names one among the results")
        }
        return try ofResults(experiment: parts[0], method: parts[1], choice: parts.count == 3 ? parts[2] : nil)
    }

    private func ofFile(_ path: String) throws -> Model {
        try Model(bytes: FileBytes.read(path: path), path: path, catalogues: catalogues)
    }

    private func ofFolder(_ path: String) throws -> Model {
        let file = path + "/" + Model.fileName
        if FileManager.default.fileExists(atPath: file) { return try ofFile(file) }
        let runs = ResultsStore.folders(in: path).filter { RunPlace.run(ofFolder: $0) != nil }.map { name in
            (run: String(name.dropFirst("run-".count)), folder: path + "/" + name)
        }.filter { FileManager.default.fileExists(atPath: "\($0.folder)/\(Model.fileName)") }
        guard !runs.isEmpty else {
            throw FormatError(
                file: path, reason: "holds no \(Model.fileName), and no folders of runs that do")
        }
        // Models may have been copied without their records.
        let members = try runs.map {
            EnsembleMember(
                model: "\($0.folder)/\(Model.fileName)", run: $0.run,
                deadClasses: try ResultsStore.copiedRecord(folder: $0.folder)?.deadClasses ?? [])
        }
        let (alive, place) = try EnsembleMember.alive(
            members, of: path, otherwise: "the folder of a run applies it alone")
        return try Model(joining: alive.map(ofFile), place: place)
    }

    private func ofResults(experiment: String, method: String, choice: String?) throws -> Model {
        let place = [experiment, method, choice].compactMap(\.self).joined(separator: ":")
        guard let edition = store.edition(experiment: experiment, effort: effort) else {
            let others = Effort.allCases.filter { store.edition(experiment: experiment, effort: $0) != nil }
            throw FormatError(
                file: place,
                reason: others.isEmpty
                    ? "there is no result of an experiment '\(experiment)' in '\(store.root)'"
                    : "the results of '\(experiment)' in '\(store.root)' are of another effort than '\(effort)'; "
                        + "--effort says which: \(others.map(\.rawValue).joined(separator: ", "))")
        }
        let found = store.records(experiment: experiment, edition: edition)
        let damaged = found.damaged.filter { $0.method == method }
        let records = found.records.filter { $0.method == method && $0.outcome == .completed && $0.model != nil }
        guard !records.isEmpty else {
            throw FormatError(
                file: place,
                reason: damaged.first.map { "no run of the method '\(method)' has a sound record: \($0.reason)" }
                    ?? "no run of the method '\(method)' left a model; networks do, and those of older results are trained "
                    + "again once their folders are removed")
        }
        let chosen: [RunRecord]
        var named = place
        switch choice {
        case nil:
            let members = records.map { EnsembleMember(model: $0, run: "\($0.run)", deadClasses: $0.deadClasses) }
            (chosen, named) = try EnsembleMember.alive(
                members, of: place, otherwise: "':selected' applies the best of them")
        case "selected": chosen = Selection.best(of: records).map { [$0] } ?? []
        case let number?:
            if let damaged = damaged.first(where: { $0.folder == "run-\(number)" }) {
                throw FormatError(file: place, reason: damaged.reason)
            }
            chosen = records.filter { "\($0.run)" == number }
        }
        if choice == nil || choice == "selected", !damaged.isEmpty {
            named += " (without \(damaged.map(\.folder).joined(separator: ", ")), damaged)"
        }
        guard !chosen.isEmpty else {
            throw FormatError(
                file: place,
                reason: "there is no such run; there are "
                    + records.map { "\($0.run)" }.joined(separator: ", ") + " and 'selected'")
        }
        return try model(of: chosen, edition: edition, place: named)
    }

    /// The networks of runs, which were trained alike, as one model.
    ///
    /// - Parameters:
    ///   - records: The records of the runs, one or more.
    ///   - edition: The edition of their experiment.
    ///   - place: What messages call the model.
    /// - Returns: The model.
    /// - Throws: `FormatError` where a run left none, or its file is not the one that its record names.
    package func model(of records: [RunRecord], edition: String, place: String) throws -> Model {
        let models = try records.map { record in
            let path = store.path(of: record, edition: edition) + "/" + Model.fileName
            guard let digest = record.model?.sha256, try ContentDigest.sha256(ofFile: path) == digest else {
                throw FormatError(file: path, reason: "is not the file that its record names; train it again")
            }
            return try ofFile(path)
        }
        return try Model(joining: models, place: place)
    }
}
