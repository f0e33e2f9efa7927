internal import Commands
internal import PowderDiffraction

extension RefinementResult.Phase {
    /// What is to be said of its presence, where it is not simply there.
    var words: String? {
        switch presence {
        case .present: nil
        case .ghost: "perhaps a ghost: less than three s.u., or less than ten and held by a bound"
        case .dropped:
            beforeDropping.map { fit in
                let uncertainty = fit.uncertainty.map { " ± \(PlainText.percent($0))" } ?? ""
                return "dropped: \(PlainText.percent(fit.fraction))\(uncertainty) is below the least fraction"
            } ?? "dropped: below the least fraction"
        case .absent: "absent"
        }
    }
}
