internal import Commands
internal import PowderDiffraction
internal import Reports

/// A line for each of several patterns.
struct RefinementRow {
    private let names: [String]
    private let width: Int

    /// Makes rows for given phases.
    ///
    /// - Parameters:
    ///   - phases: The names of the phases.
    ///   - patterns: The names of the patterns, whose longest makes the width of the first column, up to 40 characters;
    ///     a longer one is shortened.
    init(phases: [String], patterns: [String]) {
        names = phases
        width = min(patterns.reduce("pattern".count) { max($0, $1.count) }, 40)
    }

    private func columns(_ cells: [String]) -> String {
        zip(cells, names).map { PlainText.padded($0, max($1.count, 15), .right) }.joined(separator: "  ")
    }

    private func first(_ name: String) -> String { PlainText.padded(PlainText.shortened(name, width), width) }

    /// The line above.
    func header() -> String {
        PlainText.padded("pattern", width) + "  " + columns(names) + "   Rwp (%)    GoF   verdict"
    }

    /// The line of a pattern.
    func line(_ name: String, _ pattern: RefinedPattern) -> String {
        let result = pattern.result
        let cells = names.map { name in
            // Another pattern may be asked for other phases.
            guard let phase = result.phases.first(where: { $0.name == name }) else { return "" }
            return phase.presence == .absent || phase.presence == .dropped
                ? phase.presence.rawValue
                : PlainText.percent(phase.fraction) + (phase.uncertainty.map { " ± " + PlainText.percent($0) } ?? "")
        }
        let ghosts = result.phases.filter { $0.presence == .ghost }.map(\.name)
        let verdict = result.verdict
        let remarks =
            [verdict.grade.loudWords + (verdict.reasons.isEmpty ? "" : ": " + verdict.why)]
            + (ghosts.isEmpty ? [] : ["perhaps a ghost: " + ghosts.joined(separator: ", ")])
        return first(name) + "  " + columns(cells) + "  "
            + PlainText.padded(PlainText.percent(result.agreement.weightedProfile), 8, .right)
            + PlainText.padded(NumberText.fixed(result.agreement.goodnessOfFit, decimals: 2), 7, .right)
            + "   " + remarks.joined(separator: "; ")
    }

    /// The line of a pattern that could not be refined.
    func failure(_ name: String) -> String { first(name) + "  failed" }
}
