public import DeclarativeFiles
public import ProportionInference

/// What a finished run leaves in `record.json`, beside the files that it names.
///
/// Scores are fractions; only rendered tables show percent. Everything but ``provenance`` is decided by ``identity``.
public struct RunRecord: Sendable, Codable, Equatable {
    /// How the run ended.
    public enum Outcome: String, Sendable, Codable {
        /// It did what it set out to do.
        case completed
        /// Its numbers ceased to be finite.
        case diverged
        /// It could not be carried out. Such a run is tried again the next time.
        case failed
    }

    /// A file beside the record.
    public struct Artifact: Sendable, Codable, Equatable {
        /// Its name.
        public let file: String
        /// The SHA-256 of its contents, in hexadecimal.
        public let sha256: String
    }

    /// The scores on one test part.
    public struct Test: Sendable, Codable, Equatable {
        /// The part's name.
        public let part: String
        /// The scores.
        public let scores: Scores
        /// The predicted proportions, samples x classes.
        public let predictions: Artifact
        /// Their standard uncertainties, samples x classes; nothing where the method states none, or the record is older.
        public var uncertainties: Artifact?
        /// The names of the samples in the order of the predictions; nothing where they have none, or the record is older.
        public var samples: [String]?
        /// The scores block by block, as ``BlockScoresFile`` writes them; nothing in older records.
        public var blocks: Artifact?
    }

    /// What was inferred for samples whose proportions nobody knows.
    public struct Inference: Sendable, Codable, Equatable {
        /// The part's name.
        public let part: String
        /// The predicted proportions, samples x classes.
        public let predictions: Artifact
        /// The names of the samples in the order of the predictions.
        public let samples: [String]
    }

    /// Where, when and with what it was made.
    public struct Provenance: Sendable, Codable, Equatable {
        /// When it began, in UTC.
        public let started: String
        /// How long it took.
        public let seconds: Double
        /// The machine and the program.
        public let environment: RunEnvironment
        /// The command that made it, as words of a shell; nothing in older records.
        public var command: String?
    }

    /// The version of this format.
    public static let currentFormat = 2

    /// The version of the format.
    public internal(set) var format: Int
    /// The SHA-256 of everything here but ``provenance``, in canonical form; nothing in records of the first format.
    public internal(set) var digest: String?
    /// The experiment's name.
    public let experiment: String
    /// How much of the spec was done.
    public let effort: Effort
    /// The method's name.
    public let method: String
    /// The method's name in tables.
    public let methodTitle: String
    /// What the method was given beside the signals.
    public let supervision: Supervision
    /// The repetition, counted from one.
    public let run: Int
    /// The seed of the run, in hexadecimal.
    public let seed: String
    /// The hash of ``recipe``.
    public let identity: String
    /// What determined the outcome.
    public let recipe: StructuredValue
    /// The digest of the facts of the dataset that it was made from; nothing in older records.
    public var facts: String?
    /// What stood in for the data, or nothing where it was the real one.
    public let standIn: String?
    /// How the run ended.
    public let outcome: Outcome
    /// Where or why it went wrong, or nothing where it did not.
    public let reason: String?
    /// The epoch whose parameters were kept, counted from one.
    public let selectedEpoch: Int?
    /// The classes whose output is dead with those parameters, by name.
    public let deadClasses: [String]
    /// The scores on the validation part with those parameters.
    public let validation: Scores?
    /// The scores on the test parts with those parameters.
    public let tests: [Test]
    /// What was inferred beside that and not scored; nothing where there is nothing.
    public let inferences: [Inference]?
    /// The parameters.
    public let weights: Artifact?
    /// The parameters with all that it takes to apply them to other samples; nothing in older records.
    public let model: Artifact?
    /// The epochs.
    public let history: Artifact?
    /// What else is known of the samples; nothing where there is nothing.
    public let tables: [Artifact]?
    /// How the method explains the samples, as ``FitsFile`` holds it; nothing where it does not, or the record is older.
    public var fits: Artifact?
    /// What a reader of the results should know; nothing where there is nothing.
    public let remarks: [String]?
    /// Where, when and with what it was made.
    public let provenance: Provenance
}
