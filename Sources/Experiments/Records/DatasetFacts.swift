internal import Foundation
internal import ProportionInference

/// What is kept of an experiment's dataset beside the records of its runs.
///
/// The facts stand in `dataset.json`. What figures are drawn from lies beside them: for an image `rgb.npy`, `regions.npy`
/// and `proportions.npy`, for patterns `patterns.npy`.
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
    /// Facts worth printing.
    public let notes: [String]
    /// The number of rows and columns of pixels, for an image.
    public let imageSize: [Int]?
    /// The test parts that could not be made; nothing where all were there, so that older files stay as they are.
    private let absent: [AbsentPart]?
    /// All of the patterns but their numbers, for a dataset that has patterns to show.
    let patterns: PatternFacts?

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
        notes = []
        imageSize = nil
        patterns = nil
        absent = spec.dataset.testParts.map { AbsentPart(name: $0, reason: reason) }
    }

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

    /// Whether the facts of a plan's dataset, and all that belongs to them, are stored.
    static func areStored(for plan: ExperimentPlan, folder: String) -> Bool {
        guard let facts = try? read(folder: folder), facts.identity == plan.data.hash,
            facts.absentParts == plan.source.absent
        else { return false }
        return (facts.imageSize == nil && facts.patterns == nil) || (try? facts.picture(folder: folder)) != nil
    }
}
