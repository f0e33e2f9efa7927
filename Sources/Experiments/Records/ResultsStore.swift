internal import DeclarativeFiles
internal import Foundation
internal import ScientificFormats

/// The folder of all results: one folder a run, and one for each dataset's facts.
public struct ResultsStore: Sendable {
    /// The folder.
    public let root: String

    /// Names the folder, which need not be there yet.
    public init(root: String) {
        self.root = root
    }

    /// The file that makes a folder a record.
    static let recordFile = "record.json"

    /// What is there of a planned run.
    public enum State: Sendable, Equatable {
        /// A finished run with the identity of the plan, and all its files.
        case done(RunRecord)
        /// Nothing.
        case missing
        /// Something that cannot stand for the planned run, and why.
        case stale(String)
    }

    /// Looks up a planned run.
    public func state(of plan: RunPlan) -> State {
        let folder = path(of: plan.place)
        guard hasRecord(at: plan.place) else { return .missing }
        let record: RunRecord
        do {
            record = try Self.readRecord(folder: folder, place: plan.place)
        } catch {
            return .stale("\(Wording(of: error))")
        }
        guard record.identity == plan.identity.hash else {
            return .stale("it was made from " + Self.difference(from: record.recipe, to: plan.identity.recipe))
        }
        guard record.outcome != .failed else { return .stale("it failed: \(record.reason ?? "no reason given")") }
        for artifact in record.artifacts {
            switch artifact.fault(in: folder) {
            case nil: continue
            case .absent?: return .stale("its \(artifact.file) is not here")
            case .altered?: return .stale("its \(artifact.file) is not the one it was stored with")
            }
        }
        return .done(record)
    }

    /// Whether there is a record, sound or not.
    func hasRecord(at place: RunPlace) -> Bool {
        FileManager.default.fileExists(atPath: path(of: place) + "/" + Self.recordFile)
    }

    /// The folder of a planned run.
    public func path(of place: RunPlace) -> String { root + "/" + place.path }

    /// The folder of a record of an edition.
    public func path(of record: RunRecord, edition: String) -> String {
        path(
            of: RunPlace(experiment: record.experiment, edition: edition, method: record.method, run: record.run))
    }

    /// The folder of the facts of an experiment's dataset.
    public func datasetFolder(experiment: String, edition: String) -> String {
        "\(root)/\(experiment)/\(edition)/dataset"
    }

    /// The edition of an experiment that there is to show: that of the whole data where there is any of it, else that of
    /// partial data, else that of the stand-in; nothing where there is none.
    public func edition(experiment: String, effort: Effort) -> String? {
        let present = editions(experiment: experiment)
        return Edition.allCases.map { $0.name(effort: effort) }.first(where: present.contains)
    }

    /// The names of the experiments that there is anything of.
    public func experiments() -> [String] { Self.folders(in: root) }

    /// The editions of an experiment that there is anything of, of all efforts.
    public func editions(experiment: String) -> [String] {
        let names = Effort.allCases.flatMap { effort in Edition.allCases.map { $0.name(effort: effort) } }
        return names.filter { hasEdition($0, experiment: experiment) }
    }

    /// Whether there is anything of an edition of an experiment.
    public func hasEdition(_ edition: String, experiment: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(root)/\(experiment)/\(edition)")
    }

    /// Stores a run, or replaces it: whole or not at all.
    ///
    /// - Parameters:
    ///   - record: The record.
    ///   - place: The run's place.
    ///   - artifacts: The files that the record names, with their contents.
    /// - Throws: A `StorageError`.
    func store(_ record: RunRecord, at place: RunPlace, artifacts: [(name: String, bytes: [UInt8])]) throws {
        try AtomicFolder.write(
            path(of: place), files: artifacts + [(name: Self.recordFile, bytes: try Self.encode(try record.sealed()))])
    }

    /// All records of an edition of an experiment, by method and run.
    ///
    /// - Returns: The records, and those that cannot stand for their runs, with the reasons.
    public func records(experiment: String, edition: String) -> (records: [RunRecord], damaged: [DamagedRecord]) {
        let folder = "\(root)/\(experiment)/\(edition)"
        var records: [RunRecord] = []
        var damaged: [DamagedRecord] = []
        for method in Self.folders(in: folder) {
            for run in Self.folders(in: folder + "/" + method) where run.hasPrefix("run-") {
                do {
                    let place = RunPlace(
                        experiment: experiment, edition: edition, method: method, run: RunPlace.run(ofFolder: run) ?? 0)
                    records.append(try Self.readRecord(folder: "\(folder)/\(method)/\(run)", place: place))
                } catch {
                    damaged.append(DamagedRecord(method: method, folder: run, reason: "\(Wording(of: error))"))
                }
            }
        }
        return (records.sorted { ($0.method, $0.run) < ($1.method, $1.run) }, damaged)
    }

    /// Removes what writers that crashed have left of an edition of an experiment.
    func removeLeftOvers(experiment: String, edition: String) {
        let folder = "\(root)/\(experiment)/\(edition)"
        LeftOvers.remove(in: folder)
        for method in Self.folders(in: folder) { LeftOvers.remove(in: folder + "/" + method) }
    }

    /// Reads a record, and checks that it is what was stored at this place.
    ///
    /// - Throws: A `FormatError` that names the file, and the key where one is wrong.
    static func readRecord(folder: String, place: RunPlace) throws -> RunRecord {
        let path = folder + "/" + recordFile
        return try record(from: FileBytes.read(path: path), path: path, place: place)
    }

    /// Reads the record of a folder that may have been copied to anywhere.
    ///
    /// - Returns: The record; nothing where the folder has none.
    /// - Throws: A `FormatError` that names the file where it is damaged, or was altered.
    static func copiedRecord(folder: String) throws -> RunRecord? {
        let path = folder + "/" + recordFile
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let bytes = try FileBytes.read(path: path)
        let said = try decode(RunRecord.self, from: bytes, path: path)
        let place = RunPlace(
            experiment: said.experiment, edition: said.effort.rawValue, method: said.method, run: said.run)
        return try record(from: bytes, path: path, place: place)
    }

    /// Decodes a record, and checks that it is what belongs to a place.
    ///
    /// - Parameters:
    ///   - bytes: What its file holds.
    ///   - path: The file, for errors.
    ///   - place: The place.
    /// - Returns: The record.
    /// - Throws: A `FormatError` that names the file, and the key where one is wrong.
    static func record(from bytes: [UInt8], path: String, place: RunPlace) throws -> RunRecord {
        let record = try decode(RunRecord.self, from: bytes, path: path)
        guard (1...RunRecord.currentFormat).contains(record.format) else {
            throw FormatError(
                file: path, place: "format",
                reason: "version \(record.format) of the format, not \(RunRecord.currentFormat)")
        }
        let contents = try decode(StructuredValue.self, from: bytes, path: path)
        if let fault = RecordSeal.fault(of: record, contents: contents, at: place) {
            throw FormatError(file: path, reason: fault)
        }
        return record
    }

    /// Reads what ``encode(_:)`` wrote.
    ///
    /// - Throws: A `FormatError` that names the file, and the key where one is wrong.
    static func decode<Value: Decodable>(_ type: Value.Type, path: String) throws -> Value {
        try decode(type, from: FileBytes.read(path: path), path: path)
    }

    /// Decodes what ``encode(_:)`` wrote.
    static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8], path: String) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch let error as DecodingError {
            throw FormatError(file: path, place: error.key, reason: (error.key == nil ? "it " : "") + error.fault)
        }
    }

    /// JSON with sorted keys, so that equal values are equal bytes.
    static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value)) + Array("\n".utf8)
    }

    static func folders(in path: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    /// The first key in which two recipes differ, in words.
    private static func difference(from old: StructuredValue, to new: StructuredValue, key: String = "") -> String {
        if case .object(let oldMembers) = old, case .object(let newMembers) = new {
            for name in Set(oldMembers.keys).union(newMembers.keys).sorted() {
                let path = key.isEmpty ? name : key + "." + name
                guard let before = oldMembers[name] else { return "a recipe without \(path)" }
                guard let after = newMembers[name] else { return "a recipe with \(path)" }
                if before != after { return difference(from: before, to: after, key: path) }
            }
        }
        return "\(key) \(old.canonicalJSON()), not \(new.canonicalJSON())"
    }
}

extension RunRecord.Artifact {
    /// What may be wrong with the file.
    enum Fault {
        case absent
        /// It is not as it was stored, or cannot be read.
        case altered
    }

    /// Compares the file with its digest.
    ///
    /// - Parameter folder: The folder of its record.
    /// - Returns: What is wrong with it, or nothing.
    func fault(in folder: String) -> Fault? {
        let path = folder + "/" + file
        guard FileManager.default.fileExists(atPath: path) else { return .absent }
        return (try? ContentDigest.sha256(ofFile: path)) == sha256 ? nil : .altered
    }
}

extension RunRecord {
    /// The files that stand beside the record.
    var artifacts: [Artifact] {
        [weights, model, history, fits].compactMap(\.self) + tests.map(\.predictions)
            + tests.compactMap(\.uncertainties)
            + tests.compactMap(\.blocks)
            + (inferences ?? []).map(\.predictions)
            + (tables ?? [])
    }
}
