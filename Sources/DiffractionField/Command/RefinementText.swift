internal import Commands
internal import PowderDiffraction
internal import Reports

/// What was found in a pattern, as text for people.
struct RefinementText {
    let pattern: RefinedPattern
    let recipe: RecipeName

    private var result: RefinementResult { pattern.result }

    /// Everything, in some twenty lines.
    func text() -> String {
        let angles = result.curves.twoTheta
        let range = "\(PlainText.number(angles[0])) to \(PlainText.number(angles[angles.count - 1])) degrees"
        let head = [
            "\(pattern.path), \(recipe.rawValue) recipe",
            "  \(pattern.instrument.radiation.words), \(pattern.radiationSource); \(angles.count) points from \(range)",
        ]
        let loud =
            result.isConverged
            ? []
            : [
                "",
                "  \(Self.notConverged.uppercased()) in \(result.iterations) steps:"
                    + " these numbers are where it stopped, and no result",
            ]
        return
            (head + pattern.remarks.map { "  \($0)" } + loud + [""] + phaseLines() + [""]
            + [agreement(), ending()] + verdictLines() + [""] + parameterLines()).joined(separator: "\n")
    }

    static let notConverged = "did not converge"

    private func phaseLines() -> [String] {
        let header = ["phase", "weight (%)", "s.u.", "intensity (%)", "R_Bragg (%)", ""]
        let rows = result.phases.enumerated().map { index, phase in
            [
                phase.name, PlainText.percent(phase.fraction),
                phase.uncertainty.map { "± " + PlainText.percent($0) } ?? "–", PlainText.percent(phase.intensityShare),
                phase.braggFactor.map { PlainText.percent($0) } ?? "–",
                [index >= pattern.counted ? "an impurity, beside the others' 100 %" : nil, phase.words]
                    .compactMap(\.self).joined(separator: "; "),
            ]
        }
        return PlainText.table([header] + rows, indent: "  ")
    }

    private func agreement() -> String {
        let factors = result.agreement
        return "  Rp \(PlainText.percent(factors.profile)) %, Rwp \(PlainText.percent(factors.weightedProfile)) %, "
            + "Rexp \(PlainText.percent(factors.expected)) %, goodness of fit "
            + NumberText.fixed(factors.goodnessOfFit, decimals: 2)
    }

    private func ending() -> String {
        let how = result.isConverged ? "converged" : Self.notConverged
        return
            "  \(how) in \(result.iterations) steps, with a background of \(result.backgroundPolynomials) polynomials"
    }

    /// The verdict, each of its reasons, and what to try.
    private func verdictLines() -> [String] {
        let verdict = result.verdict
        let reasons = verdict.reasons.map { "    - " + PlainText.paragraph($0.text, indent: 6) }
        guard !reasons.isEmpty else { return ["  verdict: \(verdict.grade.words)"] }
        return ["", "  verdict: \(verdict.grade.loudWords)"] + reasons
            + ["    try: " + PlainText.paragraph(verdict.whatToTry, indent: 9)]
    }

    /// The refined numbers, a paragraph for each phase and one for what belongs to none.
    private func parameterLines() -> [String] {
        let owners = result.phases.map { Optional($0.name) } + [nil]
        let width = owners.reduce(0) { max($0, ($1 ?? Self.noPhase).count) }
        return owners.compactMap { owner in
            let items = result.values.filter { $0.phase == owner }.map(\.words)
            guard !items.isEmpty else { return nil }
            return "  " + PlainText.padded(owner ?? Self.noPhase, width) + "   "
                + PlainText.list(items, indent: width + 5)
        }
    }

    private static let noPhase = "instrument"
}

extension RefinementResult.Value {
    /// Name, number, unit, and whether it is at its bound: `a 4.9881(4) Å`.
    fileprivate var words: String {
        let number = NumberText.uncertain(value, uncertainty)
        return name + " " + number + (unit.isEmpty || !value.isFinite ? "" : " " + unit)
            + (isAtBound ? " (at its bound)" : "")
    }
}
