internal import Commands
internal import PowderDiffraction
internal import Reports

/// What was found in a pattern, as text for people.
struct RefinementText {
    let pattern: RefinedPattern
    let recipe: RecipeName

    private var result: RefinementResult { pattern.result }

    /// Everything, in some twenty lines.
    var text: String {
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
            (head + pattern.remarks.map { "  \($0)" } + loud + [""] + phaseLines + [""] + [agreement, ending] + [""]
            + parameterLines).joined(separator: "\n")
    }

    static let notConverged = "did not converge"

    private var phaseLines: [String] {
        let header = ["phase", "weight (%)", "s.u.", "intensity (%)", "R_Bragg (%)", ""]
        let rows = result.phases.enumerated().map { index, phase in
            [
                phase.name, PlainText.percent(phase.fraction),
                phase.uncertainty.map { "± " + PlainText.percent($0) } ?? "–", PlainText.percent(phase.intensityShare),
                phase.braggFactor.map { PlainText.percent($0) } ?? "–",
                [index >= pattern.counted ? "an impurity, beside the others' 100 %" : nil, phase.presence.words]
                    .compactMap(\.self).joined(separator: "; "),
            ]
        }
        return PlainText.table([header] + rows, indent: "  ")
    }

    private var agreement: String {
        let factors = result.agreement
        return "  Rp \(PlainText.percent(factors.profile)) %, Rwp \(PlainText.percent(factors.weightedProfile)) %, "
            + "Rexp \(PlainText.percent(factors.expected)) %, goodness of fit "
            + NumberText.fixed(factors.goodnessOfFit, decimals: 2)
    }

    private var ending: String {
        let how = result.isConverged ? "converged" : Self.notConverged
        return
            "  \(how) in \(result.iterations) steps, with a background of \(result.backgroundPolynomials) polynomials"
    }

    /// The refined numbers, a paragraph for each phase and one for what belongs to none.
    private var parameterLines: [String] {
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

/// A line for each of several patterns.
struct RefinementRow {
    private let names: [String]
    private let width: Int

    /// Makes rows for given phases.
    ///
    /// - Parameters:
    ///   - phases: The names of the phases.
    ///   - patterns: The names of the patterns, whose longest makes the width of the first column, up to 40 characters.
    init(phases: [String], patterns: [String]) {
        names = phases
        width = min(patterns.reduce("pattern".count) { max($0, $1.count) }, 40)
    }

    private func columns(_ cells: [String]) -> String {
        zip(cells, names).map { PlainText.padded($0, max($1.count, 13), .right) }.joined(separator: "  ")
    }

    /// The line above.
    var header: String {
        PlainText.padded("pattern", width) + "  " + columns(names) + "   Rwp (%)    GoF"
    }

    /// The line of a pattern.
    func line(_ name: String, _ pattern: RefinedPattern) -> String {
        let result = pattern.result
        let cells = result.phases.map { phase in
            phase.presence == .absent || phase.presence == .dropped
                ? phase.presence.rawValue
                : PlainText.percent(phase.fraction) + (phase.uncertainty.map { " ± " + PlainText.percent($0) } ?? "")
        }
        let ghosts = result.phases.filter { $0.presence == .ghost }.map(\.name)
        let remarks =
            (result.isConverged ? [] : [RefinementText.notConverged.uppercased()])
            + (ghosts.isEmpty ? [] : ["perhaps a ghost: " + ghosts.joined(separator: ", ")])
        return PlainText.padded(name, width) + "  " + columns(cells) + "  "
            + PlainText.padded(PlainText.percent(result.agreement.weightedProfile), 8, .right)
            + PlainText.padded(NumberText.fixed(result.agreement.goodnessOfFit, decimals: 2), 7, .right)
            + (remarks.isEmpty ? "" : "   " + remarks.joined(separator: "; "))
    }

    /// The line of a pattern that could not be refined.
    func failure(_ name: String) -> String { PlainText.padded(name, width) + "  failed" }
}

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

extension RefinementResult.Value {
    /// Name, number, unit, and whether it is at its bound: `a 4.9881(4) Å`.
    fileprivate var words: String {
        let number = NumberText.uncertain(value, uncertainty)
        return name + " " + number + (unit.isEmpty || !value.isFinite ? "" : " " + unit)
            + (isAtBound ? " (at its bound)" : "")
    }
}
