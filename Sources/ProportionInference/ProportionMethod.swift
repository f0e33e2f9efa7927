public import DeclarativeFiles
public import NeuralNetworks
public import SimplexMath

/// A way to infer proportions that experiments compare: a trained loss or a baseline.
public protocol ProportionMethod: Sendable {
    /// Its name, what it is, and where it was published.
    var card: CatalogCard { get }
    /// What it is given beside the signals.
    var supervision: Supervision { get }
    /// Everything that determines its results beside the dataset and the seed.
    var canonical: StructuredValue { get }
    /// Whether runs with different seeds differ; one that does not depend on the seed is carried out once.
    var isRandom: Bool { get }

    /// Shortens its epochs, or whatever else makes it long.
    ///
    /// - Parameter length: Says how many of so many epochs remain, one or more.
    /// - Returns: The same method but for that; itself where nothing makes it long.
    func shortened(_ length: (Int) -> Int) -> any ProportionMethod

    /// Runs once.
    ///
    /// - Parameters:
    ///   - dataset: The samples. Nothing of a test part may influence what is learned or selected.
    ///   - seed: The source of all randomness of this run, the same for every method.
    ///   - monitor: Is told of progress, and says when to stop.
    /// - Returns: The result. A run that went numerically wrong is a result too.
    /// - Throws: `CancellationError` where the monitor said stop, and whatever else keeps the run from having a result.
    func run(on dataset: PreparedDataset, seed: Seed, monitor: RunMonitor) throws -> MethodResult

    /// How long one run will take on this machine, in seconds, found out by doing a little of it.
    ///
    /// - Parameter dataset: The samples.
    /// - Returns: The time, in seconds.
    /// - Throws: Where the method cannot run on the dataset.
    func expectedSeconds(on dataset: PreparedDataset) throws -> Double
}

extension ProportionMethod {
    /// Itself, as nothing makes it long.
    public func shortened(_ length: (Int) -> Int) -> any ProportionMethod { self }
}

/// What a method is given beside the signals.
public enum Supervision: String, Sendable, Codable, CaseIterable {
    /// The true proportions of the training samples.
    case labels
    /// The true spectra of the classes.
    case endmembers
    /// The crystal structures of the classes.
    case structures
    /// Nothing.
    case nothing
}

/// What a run hears from and says to whoever started it.
public struct RunMonitor: Sendable {
    /// The state of a run after an epoch, or after whatever else it counts.
    public struct Progress: Sendable, Equatable {
        /// What is known of how good it is by then.
        public enum Measure: Sendable, Equatable {
            /// The validation MMAE after this epoch and the lowest so far, fractions.
            case validationMMAE(current: Double, best: Double)
            /// What is minimized.
            case loss(Double)
        }

        /// The number of epochs that are done.
        public let done: Int
        /// The number of epochs that will be done.
        public let total: Int
        /// What is counted: `epoch` or `step`.
        public let unit: String
        /// How good it is.
        public let measure: Measure

        /// Joins what is known.
        public init(done: Int, total: Int, unit: String = "epoch", measure: Measure) {
            self.done = done
            self.total = total
            self.unit = unit
            self.measure = measure
        }
    }

    /// How many threads the run may use; they must change no bit of its result.
    public let threads: Int
    /// Is called after every epoch, or after whatever else the method counts.
    public let report: @Sendable (Progress) -> Void
    /// Says whether the run is to stop.
    public let isCancelled: @Sendable () -> Bool

    /// Makes a monitor; without arguments one that ignores everything and never stops a run of one thread.
    public init(
        threads: Int = 1,
        report: @escaping @Sendable (Progress) -> Void = { _ in },
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.threads = threads
        self.report = report
        self.isCancelled = isCancelled
    }

    /// Throws `CancellationError` where the run is to stop.
    public func checkCancellation() throws {
        if isCancelled() { throw CancellationError() }
    }
}

/// What one run of a method leaves.
public struct MethodResult: Sendable {
    /// How a run ended.
    public enum Outcome: Sendable, Equatable {
        /// It did what it set out to do.
        case completed
        /// Its numbers ceased to be finite in a step of an epoch, both counted from one.
        case diverged(epoch: Int, step: Int)
    }

    /// The predictions for one test part.
    public struct Prediction: Sendable, Equatable {
        /// The test part's name.
        public let part: String
        /// The predicted proportions: samples x classes.
        public let proportions: Matrix<Double>
        /// How good they are.
        public let scores: Scores

        /// Joins predictions with their scores.
        public init(part: String, proportions: Matrix<Double>, scores: Scores) {
            self.part = part
            self.proportions = proportions
            self.scores = scores
        }
    }

    /// A table that a method leaves beside its predictions, such as what it found out about every sample.
    public struct Table: Sendable, Equatable {
        /// The name of its file, `refinements.csv` for example.
        public let file: String
        /// Its contents, comma-separated values with a header.
        public let text: String

        /// Names a table.
        public init(file: String, text: String) {
            self.file = file
            self.text = text
        }
    }

    /// How the run ended.
    public let outcome: Outcome
    /// What happened in each epoch, in order.
    public let history: [EpochRecord]
    /// The epoch whose parameters were kept, counted from one.
    public let selectedEpoch: Int?
    /// The scores on the validation part with those parameters.
    public let validation: Scores?
    /// The predictions for every test part, with those parameters.
    public let predictions: [Prediction]
    /// The parameters, by name.
    public let parameters: [NamedParameters]
    /// What else is known of the samples.
    public let tables: [Table]
    /// What a reader of the results should know, a sentence each.
    public let remarks: [String]

    /// Joins what a run leaves; without the parts that belong to training for a method that does not train.
    public init(
        outcome: Outcome = .completed, history: [EpochRecord] = [], selectedEpoch: Int? = nil,
        validation: Scores? = nil, predictions: [Prediction], parameters: [NamedParameters] = [],
        tables: [Table] = [], remarks: [String] = []
    ) {
        self.outcome = outcome
        self.history = history
        self.selectedEpoch = selectedEpoch
        self.validation = validation
        self.predictions = predictions
        self.parameters = parameters
        self.tables = tables
        self.remarks = remarks
    }
}

/// What happened in one epoch of training.
public struct EpochRecord: Sendable, Equatable {
    /// The epoch, counted from one.
    public let epoch: Int
    /// The mean loss over the training samples, each taken before the step it belongs to.
    public let trainingLoss: Double
    /// The mean loss over the validation samples after the epoch.
    public let validationLoss: Double
    /// The scores on the validation samples after the epoch.
    public let validation: Scores
    /// The classes whose output is dead after the epoch: it does not depend on the sample, or no training signal
    /// reaches it.
    public let deadClasses: [Int]

    /// Joins what is known of an epoch.
    public init(
        epoch: Int, trainingLoss: Double, validationLoss: Double, validation: Scores, deadClasses: [Int]
    ) {
        self.epoch = epoch
        self.trainingLoss = trainingLoss
        self.validationLoss = validationLoss
        self.validation = validation
        self.deadClasses = deadClasses
    }
}
