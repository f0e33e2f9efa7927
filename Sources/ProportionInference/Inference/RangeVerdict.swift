/// Whether a prediction is to be believed: whether its sample is one of those that the model was trained for.
public struct RangeVerdict: Sendable, Hashable {
    /// How much a prediction is to be believed; what is worse stands behind.
    public enum Grade: String, Sendable, Hashable, CaseIterable {
        /// Nothing speaks against it: the sample looks like those that the model was trained for.
        case inRange = "in-range"
        /// Something lies beyond what nearly all such samples show.
        case doubtful
        /// Something lies far beyond that: the prediction is no result.
        case outOfRange = "out-of-range"

        /// The grade in words.
        public var words: String { rawValue.replacing("-", with: " ") }
    }

    /// Something that speaks against a prediction.
    public struct Reason: Sendable, Hashable {
        /// How bad it is.
        public let grade: Grade
        /// What was found, with its numbers: a part of a sentence.
        public let text: String

        /// Judges a number that is large where a sample is not in range; there is no reason where it is below the limit.
        ///
        /// - Parameters:
        ///   - value: The number.
        ///   - limit: What nearly all samples of the kind stay below.
        ///   - far: How many times the limit is far beyond it.
        ///   - text: What it says, with the number.
        public init?(_ value: Double, above limit: Double, far: Double = 3, text: () -> String) {
            guard !(value <= limit) else { return nil }
            grade = value <= far * limit ? .doubtful : .outOfRange
            self.text = text()
        }
    }

    /// What speaks against the prediction, the worst first.
    public let reasons: [Reason]

    /// Puts reasons in order.
    public init(_ reasons: [Reason]) {
        self.reasons = reasons.filter { $0.grade == .outOfRange } + reasons.filter { $0.grade != .outOfRange }
    }

    /// The worst that a reason says.
    public var grade: Grade { reasons.first?.grade ?? .inRange }

    /// The reasons in words, the worst first.
    public var why: String { reasons.map(\.text).joined(separator: "; ") }
}
