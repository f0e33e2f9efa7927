public import ProportionInference

/// An experiment as its spec declares it: one dataset, the methods that are compared on it, and where the results go.
public struct ExperimentSpec: Sendable {
    /// The name, which is also the folder of its results.
    public let name: String
    /// What people call it.
    public let title: String
    /// The experiment that it belongs to: whoever chooses that one chooses this one, too.
    public let companionOf: String?
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
    public let training: TrainingConfiguration
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

/// Where the results of an experiment are shown.
public struct ReportPlace: Sendable, Codable, Equatable {
    /// A column group of a table.
    public struct Column: Sendable, Codable, Equatable {
        /// The name of the test part that it shows.
        public let part: String
        /// Its heading.
        public let title: String
        /// Whether published numbers stand beside ours: not where the samples are others than the paper's.
        public let isCompared: Bool
    }

    /// A figure of maps of some methods.
    public struct Maps: Sendable, Codable, Equatable {
        /// The name of its files, without extension.
        public let name: String
        /// The names of the methods, in the order of the rows.
        public let methods: [String]
    }

    /// The figures that an experiment can have; each gives the name of the files, without extension.
    public struct Figures: Sendable, Codable, Equatable {
        /// The image with the regions of its split; for images.
        public let regions: String?
        /// The true proportions of the test region, and the errors of some methods; for images.
        public let errorMaps: Maps?
        /// The true proportions of the test region, and those that some methods infer; for images.
        public let abundanceMaps: Maps?
        /// A few patterns with their proportions; for datasets of patterns.
        public let patterns: String?
        /// The validation MMAE of every run, epoch by epoch.
        public let trainingCurves: String?
    }

    /// The table that an experiment's columns stand in; several experiments may share one.
    public enum Table: Sendable, Codable, Hashable {
        /// The paper's table of a number.
        case number(Int)
        /// A table of our own, which the paper does not have.
        case name(String)

        /// The name of its files, without extension: `table2` or `table-instrument`.
        public var fileName: String {
            switch self {
            case .number(let number): "table\(number)"
            case .name(let name): "table-\(name)"
            }
        }

        /// The number or the name, as text.
        public var label: String {
            switch self {
            case .number(let number): "\(number)"
            case .name(let name): name
            }
        }
    }

    /// The table.
    public let table: Table
    /// What the table shows, without a full stop; nothing where the spec leaves it to the report.
    public let caption: String?
    /// The number of the paper's table whose numbers stand beside ours, or nothing where none do.
    public let published: Int?
    /// Its column groups, in order.
    public let columns: [Column]
    /// Its figures.
    public let figures: Figures
}
