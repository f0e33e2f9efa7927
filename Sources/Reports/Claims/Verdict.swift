/// What records say of a claim.
public enum Verdict: Sendable, Equatable {
    /// They bear it out.
    case holds
    /// They contradict it.
    case doesNotHold
    /// They do neither, for a reason.
    case undecided(reason: String)
    /// They cannot say anything of it, for a reason.
    case notTestable(reason: String)

    /// The verdict in a few words.
    public var title: String {
        switch self {
        case .holds: "holds"
        case .doesNotHold: "does not hold"
        case .undecided: "undecided"
        case .notTestable: "not testable"
        }
    }

    /// The verdict in one word, such as `does-not-hold`.
    public var name: String { title.replacing(" ", with: "-") }

    /// The names of all verdicts.
    public static let names = [
        Verdict.holds, .doesNotHold, .undecided(reason: ""), .notTestable(reason: ""),
    ].map(\.name)

    /// Why there is no yes or no.
    public var reason: String? {
        switch self {
        case .holds, .doesNotHold: nil
        case .undecided(let reason), .notTestable(let reason): reason
        }
    }
}
