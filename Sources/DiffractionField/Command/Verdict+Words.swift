internal import PowderDiffraction

extension Verdict.Grade {
    /// What is said of a pattern.
    var words: String {
        switch self {
        case .explained: "explained"
        case .doubtful: "doubtful"
        case .notExplained: "not explained"
        }
    }

    /// The same in capitals where it has to be said loudly.
    var loudWords: String { self == .explained ? words : words.uppercased() }
}

extension Verdict {
    /// The reasons for its grade, in one line.
    var why: String { reasons.filter { $0.grade == grade }.map(\.text).joined(separator: "; ") }

    /// What to try, each piece of advice once; empty where nothing speaks against the result.
    var whatToTry: String {
        var told: [String] = []
        for reason in reasons where !told.contains(reason.advice) { told.append(reason.advice) }
        return told.joined(separator: "; ")
    }
}
