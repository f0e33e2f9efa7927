internal import Commands
internal import ProportionInference
internal import ScientificFormats

/// A table with a row for each pattern: the fractions, how far the networks differ, and whether to believe it.
struct PredictionTable: Sendable {
    let phases: [String]
    let isChecked: Bool
    let isRefined: Bool
    /// Whether there is a set of fractions for each pattern.
    let hasSets: Bool

    /// What every such table begins with.
    var beginning: String { "pattern," }

    /// The names of the columns; all numbers are fractions of one.
    func header() -> String {
        var names = ["pattern"] + phases.flatMap { [$0, $0 + "_spread"] }
        if hasSets { names += ProportionSet.columns(phases) }
        if isRefined { names += phases.flatMap { [$0 + "_refined", $0 + "_refined_su"] } + ["refinement"] }
        if isChecked {
            names += ["verdict", "explained", "unlisted_lines"] + phases.map { $0 + "_fit" } + ["reasons"]
        }
        return CSV.line(names)
    }

    /// The row of a pattern.
    func row(_ pattern: PredictedPattern) -> String {
        var cells = [pattern.name] + zip(pattern.fractions, pattern.spread).flatMap { ["\($0)", "\($1)"] }
        if hasSets {
            cells += pattern.set?.cells() ?? ProportionSet.columns(phases).map { _ in "" }
        }
        if isRefined {
            let refined = pattern.refined
            cells += phases.indices.flatMap { phase in
                [
                    refined.map { "\($0.fractions[phase])" } ?? "",
                    refined?.uncertainties[phase].map { "\($0)" } ?? "",
                ]
            }
            cells.append(refined?.verdict.grade.rawValue ?? "")
        }
        if isChecked {
            cells += [
                pattern.verdict?.grade.rawValue ?? "", pattern.fit.map { "\($0.explained)" } ?? "",
                pattern.fit.map { $0.unlistedAngles.map { "\($0)" }.joined(separator: " ") } ?? "",
            ]
            cells += phases.indices.map { phase in pattern.fit?.fractions.map { "\($0[phase])" } ?? "" }
            cells.append(pattern.verdict?.why ?? "")
        }
        return CSV.line(cells)
    }
}
