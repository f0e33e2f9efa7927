public import NeuralNetworks
public import NumericalMethods

/// What one run of a method leaves.
public struct MethodResult: Sendable {
    /// The predictions for one test part.
    public struct Prediction: Sendable, Equatable {
        /// The test part's name.
        public let part: String
        /// The predicted proportions: samples x classes, in the order of the part's samples.
        public let proportions: Matrix<Double>
        /// The standard uncertainties of the proportions, samples x classes, where the method states them; not a number for
        /// a class without one.
        public let uncertainties: Matrix<Double>?

        /// Makes predictions for a part.
        public init(part: String, proportions: Matrix<Double>, uncertainties: Matrix<Double>? = nil) {
            self.part = part
            self.proportions = proportions
            self.uncertainties = uncertainties
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

    /// How a method explains a signal: what was measured, and what it calculates for its answer.
    public struct Fit: Sendable, Equatable {
        /// The abscissa.
        public let positions: [Double]
        /// What was measured.
        public let measured: [Double]
        /// What is calculated.
        public let calculated: [Double]

        /// Pairs what was measured with what is calculated, as many numbers as there are positions.
        public init(positions: [Double], measured: [Double], calculated: [Double]) {
            precondition(
                measured.count == positions.count && calculated.count == positions.count,
                "\(measured.count) measured and \(calculated.count) calculated values at \(positions.count) positions")
            self.positions = positions
            self.measured = measured
            self.calculated = calculated
        }
    }

    /// Where its numbers ceased to be finite, or nothing where it did what it set out to do.
    public let divergence: Divergence?
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
    /// How it explains the samples: those of the predictions, part by part; empty where it does not calculate signals.
    public let fits: [Fit]
    /// What a reader of the results should know, a sentence each.
    public let remarks: [String]

    /// Makes a result; without the parts that belong to training for a method that does not train.
    public init(
        divergence: Divergence? = nil, history: [EpochRecord] = [], selectedEpoch: Int? = nil,
        validation: Scores? = nil, predictions: [Prediction], parameters: [NamedParameters] = [],
        tables: [Table] = [], fits: [Fit] = [], remarks: [String] = []
    ) {
        self.divergence = divergence
        self.history = history
        self.selectedEpoch = selectedEpoch
        self.validation = validation
        self.predictions = predictions
        self.parameters = parameters
        self.tables = tables
        self.fits = fits
        self.remarks = remarks
    }

    /// The same result with other predictions for some parts, and a table more.
    func replacing(_ others: [Prediction], adding table: Table) -> MethodResult {
        MethodResult(
            divergence: divergence, history: history, selectedEpoch: selectedEpoch, validation: validation,
            predictions: predictions.map { own in others.first { $0.part == own.part } ?? own },
            parameters: parameters, tables: tables + [table], fits: fits, remarks: remarks)
    }
}
