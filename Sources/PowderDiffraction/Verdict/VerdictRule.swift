internal import Foundation

/// A rule by which a refinement is judged.
struct VerdictRule: Sendable {
    /// Its name, which outputs give.
    let name: String
    /// What to try where it finds something.
    let advice: String
    /// What it finds.
    private let findings: @Sendable (VerdictEvidence) -> [Finding]

    /// How bad something is, and in words what it is.
    struct Finding {
        let grade: Verdict.Grade
        let text: String
    }

    /// Makes a rule.
    init(_ name: String, advice: String, findings: @escaping @Sendable (VerdictEvidence) -> [Finding]) {
        self.name = name
        self.advice = advice
        self.findings = findings
    }

    /// All of them, in the order in which they are told.
    static let all = [
        convergence, presence, misfit, unlistedLines, missingLines, scattering, bounds, spreads, correlations,
    ]

    /// What speaks against a refinement by this rule.
    func reasons(_ evidence: VerdictEvidence) -> [Verdict.Reason] {
        findings(evidence).map { Verdict.Reason(rule: name, grade: $0.grade, text: $0.text, advice: advice) }
    }

    /// A share in percent: `4 %`, or `0.4 %` below two percent.
    static func percent(_ share: Double) -> String {
        String(format: share < 0.02 ? "%.1f %%" : "%.0f %%", 100 * share)
    }

    /// Angles by rising order with two decimals, those behind the largest number counted: `20.86, 26.64 and 3 more`.
    static func angles(_ angles: [Double], largestNumber: Int = 6) -> String {
        let told = angles.prefix(largestNumber).sorted().map { String(format: "%.2f", $0) }.joined(separator: ", ")
        return told + (angles.count > largestNumber ? " and \(angles.count - largestNumber) more" : "")
    }
}
