/// Whether the result of a refinement is to be believed, and why not.
///
/// <doc:JudgingRefinements> states the rules.
public struct Verdict: Sendable, Hashable {
    /// How much a result is to be believed; what is worse stands behind.
    public enum Grade: String, Sendable, Hashable, CaseIterable, Comparable {
        /// The phases explain the pattern: no rule has anything to say.
        case explained
        /// The numbers may be off by more than their uncertainties.
        case doubtful
        /// The numbers are no result.
        case notExplained = "not-explained"

        /// Whether the first one is to be believed more.
        public static func < (first: Grade, second: Grade) -> Bool {
            (allCases.firstIndex(of: first) ?? 0) < (allCases.firstIndex(of: second) ?? 0)
        }
    }

    /// Something that speaks against a result.
    public struct Reason: Sendable, Hashable {
        /// The name of the rule that found it.
        public let rule: String
        /// How bad it is: ``Grade/doubtful`` or ``Grade/notExplained``.
        public let grade: Grade
        /// What was found, with its numbers: a part of a sentence for people.
        public let text: String
        /// What to try, a part of a sentence.
        public let advice: String
    }

    /// What speaks against the result, the worst first.
    public let reasons: [Reason]

    /// The worst that a reason says.
    public var grade: Grade { reasons.first?.grade ?? .explained }

    /// Makes a verdict of what was found, in any order.
    init(reasons: [Reason]) {
        self.reasons = reasons.filter { $0.grade == .notExplained } + reasons.filter { $0.grade != .notExplained }
    }

    /// Asks all rules.
    init(_ evidence: VerdictEvidence) {
        self.init(reasons: VerdictRule.all.flatMap { $0.reasons(evidence) })
    }
}
