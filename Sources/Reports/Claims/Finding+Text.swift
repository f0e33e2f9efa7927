internal import ProportionInference

extension Finding {
    /// The score that the claim compares; nothing where it compares none.
    var metric: ProportionMetric? {
        if case .comparison(let comparison) = claim.test { comparison.metric } else { nil }
    }

    /// The tolerance of a claim of similarity.
    var tolerance: Double? {
        if case .comparison(let comparison) = claim.test { comparison.tolerance } else { nil }
    }

    /// Why there is no yes or no, with a full stop.
    var reasonText: String? {
        verdict.reason.map { $0.hasSuffix(".") ? $0 : $0 + "." }
    }

    /// The adjusted probability as text, or a dash.
    var probabilityText: String {
        guard let probability else { return TableCell.absent }
        return probability < 0.001 ? "< 0.001" : NumberText.fixed(probability, decimals: 3)
    }

    /// The adjusted probability as what follows its letter: `= 0.015`, or `< 0.001`.
    var probabilityRelation: String { probabilityText.hasPrefix("<") ? probabilityText : "= " + probabilityText }

    /// The contrast that decides, with its metric; nothing where none does.
    var contrastText: String? {
        guard let decisive, let metric else { return nil }
        return "\(metric.title), \(decisive.title)"
    }

    /// What decides, in words, with how many other contrasts there are.
    var decisiveText: String {
        guard let decisive, let metric else { return TableCell.absent }
        let others = evidence.count > 1 ? ", of \(evidence.count) contrasts" : ""
        let bound = tolerance.map { ", within \(NumberText.fixed($0, decimals: ResultTable.decimals))" } ?? ""
        return "\(metric.title), \(decisive.title)\(bound)\(others)"
    }

    /// What the substitute says, as a sentence; nothing where there is none.
    var substituteText: String? {
        guard let place = claim.substitute,
            let weakest = substitute.min(by: { $0.differences.mean < $1.differences.mean })
        else { return nil }
        return "On \(place.part), which resembles it and has no say: \(weakest.title) is the least favourable of "
            + "\(substitute.count) contrasts, \(weakest.advantage)."
    }
}
