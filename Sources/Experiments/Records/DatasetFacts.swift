internal import DeclarativeFiles
internal import Foundation
internal import ProportionInference
internal import ScientificFormats

/// What is kept of an experiment's dataset beside the records of its runs.
///
/// The facts stand in `dataset.json`. What figures are drawn from lies beside them: for an image `rgb.npy`, `regions.npy`
/// and `proportions.npy`, for patterns `patterns.npy`. The facts hold the digests of these files and of all samples, and every
/// record holds the digest of the facts, so that nothing of it can be altered unnoticed.
public struct DatasetFacts: Sendable, Codable, Equatable {
    /// The hash of what determines the samples.
    public let identity: String
    /// The dataset's name in the catalogue.
    public let name: String
    /// What stands in for the data, or nothing where it is the real one.
    public let standIn: String?
    /// The git blob ids of its files, by role.
    public let files: [String: String]
    /// The names of the classes.
    public let classes: [String]
    /// The number of samples of every part.
    public let samples: [String: Int]
    /// The SHA-256 of all samples with their proportions, part by part; nothing in older files, and where nothing was made.
    public let samplesDigest: String?
    /// Facts worth printing.
    public let notes: [String]
    /// The number of rows and columns of pixels, for an image.
    public let imageSize: [Int]?
    /// The test parts that could not be made; nothing where all were there, so that older files stay as they are.
    private let absent: [AbsentPart]?
    /// All of the patterns but their numbers, for a dataset that has patterns to show.
    let patterns: PatternFacts?
    /// The SHA-256 of the files beside it, by name; nothing in older files.
    let pictures: [String: String]?

    static let factsFile = "dataset.json"

    /// The facts of a dataset, or of one that is left out because no test part is there.
    init(of dataset: PreparedDataset?, plan: ExperimentPlan) {
        identity = plan.data.hash
        name = plan.spec.datasetName
        standIn = plan.source.standIn
        files = plan.source.files.mapValues(\.blob)
        classes = dataset?.classes ?? []
        var samples: [String: Int] = [:]
        if let dataset {
            samples = ["training": dataset.training.count, "validation": dataset.validation.count]
            for part in dataset.tests { samples["test " + part.name] = part.samples.count }
            for part in dataset.unlabelled { samples["unlabelled " + part.name] = part.inputs.rows }
        }
        self.samples = samples
        samplesDigest = dataset?.samplesDigest()
        pictures = (dataset?.picture).map { picture in
            Dictionary(uniqueKeysWithValues: picture.files().map { ($0.name, ContentDigest.sha256($0.bytes)) })
        }
        notes = dataset?.notes ?? []
        imageSize = dataset?.picture?.image.map { [$0.rows, $0.columns] }
        patterns = dataset?.picture?.patterns.map(PatternFacts.init)
        absent = plan.source.absent.isEmpty ? nil : plan.source.absent
    }

    /// Stands for facts that cannot be read: no part of the dataset is there.
    ///
    /// - Parameters:
    ///   - reason: What is wrong with them.
    ///   - spec: The experiment.
    package init(unreadable reason: String, spec: ExperimentSpec) {
        identity = ""
        name = spec.datasetName
        standIn = nil
        files = [:]
        classes = []
        samples = [:]
        samplesDigest = nil
        pictures = nil
        notes = []
        imageSize = nil
        patterns = nil
        absent = spec.dataset.testParts.map { AbsentPart(name: $0, reason: reason) }
    }

    /// Why nothing can be known; nothing where they were read.
    package var unreadable: String? { identity.isEmpty ? absentParts.first?.reason : nil }

    /// Reads the facts of an edition of an experiment.
    ///
    /// - Throws: Where they are not there, or not what they should be.
    public static func read(folder: String) throws -> DatasetFacts {
        try ResultsStore.decode(DatasetFacts.self, path: folder + "/" + factsFile)
    }

    /// What the samples were made from.
    public var source: DatasetSource {
        DatasetSource(
            files: files.mapValues { DatasetSource.File(path: "", blob: $0) }, standIn: standIn, absent: absentParts)
    }

    /// The test parts that could not be made, and why.
    public var absentParts: [AbsentPart] { absent ?? [] }

    /// The SHA-256 of everything that determines results, in canonical form.
    ///
    /// Notes and the reasons of what is absent are left out: only people read them.
    public func digest() throws -> String {
        var contents = try JSONDecoder().decode(StructuredValue.self, from: Data(try ResultsStore.encode(self)))
        contents["notes"] = nil
        contents["absent"] = nil
        return ContentDigest.sha256(Array(contents.canonicalJSON().utf8))
    }

    /// Requires that the facts are those that records were made from, as far as records say.
    ///
    /// - Throws: A `FormatError` that names the file.
    package func check(against records: [RunRecord], folder: String) throws {
        let digest = try digest()
        let own = records.filter(isOf)
        if let other = own.first(where: { $0.facts ?? digest != digest }) { throw fault(other, folder) }
        if own.isEmpty, let other = records.first { throw fault(other, folder) }
    }

    private func fault(_ record: RunRecord, _ folder: String) -> FormatError {
        FormatError(
            file: folder + "/" + Self.factsFile,
            reason:
                "is not what \(record.method) run \(record.run) was made from; it was edited, or the run belongs to "
                + "another dataset; 'proportions run' makes it anew")
    }

    /// Whether they are those of the dataset of a record.
    private func isOf(_ record: RunRecord) -> Bool {
        record.recipe["data"].map { RunIdentity(recipe: $0).hash == identity } ?? false
    }

    /// Whether a file beside them is as it was stored.
    ///
    /// Of the signals, which are for the eye alone, no digest is known, and of older facts none at all.
    func knows(_ name: String, sha256: String) -> Bool {
        name == Self.factsFile || name == Self.signalsFile || samplesDigest == nil || pictures?[name] == sha256
    }

    /// The digest of the facts of a plan's dataset that are on file, with or without their pictures; none where they are older
    /// than digests, or of another dataset.
    static func recordedDigests(for plan: ExperimentPlan, folder: String) -> Set<String> {
        guard let facts = try? read(folder: folder), facts.identity == plan.data.hash, facts.samplesDigest != nil,
            let digest = try? facts.digest()
        else { return [] }
        return [digest]
    }

    /// The facts of a plan's dataset, where they and all that belongs to them are stored.
    static func stored(for plan: ExperimentPlan, folder: String) -> DatasetFacts? {
        guard let facts = try? read(folder: folder), facts.identity == plan.data.hash,
            facts.absentParts == plan.source.absent
        else { return nil }
        let hasPicture = facts.imageSize != nil || facts.patterns != nil
        return !hasPicture || (try? facts.picture(folder: folder)) != nil ? facts : nil
    }
}

extension PreparedDataset {
    /// The SHA-256 of the bits of all samples and of their proportions, part by part in their order.
    func samplesDigest() -> String {
        ContentDigest.sha256 { append in
            for part in [training, validation] + tests.map(\.samples) {
                part.inputs.elements.withUnsafeBytes(append)
                part.proportions.elements.withUnsafeBytes(append)
            }
            for part in unlabelled { part.inputs.elements.withUnsafeBytes(append) }
        }
    }
}
