public import DeclarativeFiles
public import ProportionInference

/// An experiment as its spec declares it: one dataset, the methods that are compared on it, and where the results go.
public struct ExperimentSpec: Sendable {
    /// The name, which is also the folder of its results.
    public let name: String
    /// Where the name stands.
    public let place: SourcePlace
    /// What people call it.
    public let title: String
    /// The experiment that it belongs to: whoever chooses that one chooses this one, too.
    public let belongsTo: String?
    /// The number from which all of its seeds derive.
    public let seed: UInt64
    /// The catalogue name of its dataset.
    public let datasetName: String
    /// The kind of its dataset.
    public let datasetKind: CatalogCard
    /// Its dataset, normalization and split.
    public let dataset: any DatasetRecipe
    /// The network that the losses train.
    public let architecture: Architecture
    /// The recipe of the training, at full effort.
    public let training: TrainingRecipe
    /// The number of runs a method, at full effort, unless it has a number of its own.
    public let runs: Int
    /// The losses, in the order of the spec.
    public let losses: [any ProportionLoss]
    /// The methods that the losses are compared with, in the order of the spec.
    public let baselines: [any ProportionMethod]
    /// The numbers of runs of baselines that have one of their own, by name.
    public let ownRuns: [String: Int]
    /// Where its results are shown.
    public let report: ReportPlace

    /// The cards of the methods that it compares, in the order of the spec.
    public var methodCards: [CatalogCard] { losses.map(\.card) + baselines.map(\.card) }

    /// The methods that it compares, with a given effort.
    public func methods(effort: Effort) -> [any ProportionMethod] {
        let trained = losses.map { TrainedLoss(loss: $0, architecture: architecture, training: training) }
        return (trained + baselines).map { $0.shortened(effort.epochs(of:)) }
    }

    /// The number of runs of a method, with a given effort: one where the seed does not matter.
    func runs(of method: any ProportionMethod, effort: Effort) -> Int {
        method.isRandom ? effort.runs(of: ownRuns[method.card.name] ?? runs) : 1
    }
}
