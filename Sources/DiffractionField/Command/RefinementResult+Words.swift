internal import PowderDiffraction

extension RefinementResult.Phase.Presence {
    /// What is to be said of it, where it is not simply there.
    var words: String? {
        switch self {
        case .present: nil
        case .ghost: "perhaps a ghost: less than three s.u., or held by a bound"
        case .dropped: "dropped: below the least fraction"
        case .absent: "absent"
        }
    }
}
