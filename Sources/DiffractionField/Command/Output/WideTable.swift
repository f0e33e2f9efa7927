internal import PowderDiffraction
internal import ScientificFormats

/// A table with one row for each pattern: the fraction of every phase with its standard uncertainty, and how well the
/// pattern is described.
///
/// All are fractions of one. What a pattern was not asked for, and what is not known, is left empty.
struct WideTable: Sendable {
    /// The names of all phases that any pattern is asked for.
    let phases: [String]
    /// Whether there are absolute fractions, too.
    let hasStandard: Bool

    /// The names of the columns.
    func header() -> String {
        let absolute = hasStandard ? (phases.map { $0 + "_absolute" } + ["rest_absolute"]).flatMap(Self.pair) : []
        return CSV.line(
            ["pattern"] + phases.flatMap(Self.pair) + absolute + ["rwp", "goodness_of_fit", "converged"])
    }

    private static func pair(_ name: String) -> [String] { [name, name + "_su"] }

    /// The row of a pattern.
    func row(_ pattern: RefinedPattern) -> String {
        let found = pattern.result.phases
        func cells(_ value: (Int) -> (Double, Double?)?) -> [String] {
            phases.flatMap { name in
                Self.cells(found.firstIndex { $0.name == name }.flatMap(value))
            }
        }
        var row = [pattern.path] + cells { (found[$0].fraction, found[$0].uncertainty) }
        if hasStandard {
            row += cells { index in pattern.amounts.map { ($0.phases[index].fraction, $0.phases[index].uncertainty) } }
            row += Self.cells(pattern.amounts.map { ($0.rest.fraction, $0.rest.uncertainty) })
        }
        let agreement = pattern.result.agreement
        return CSV.line(
            row + [
                "\(agreement.weightedProfile)", "\(agreement.goodnessOfFit)", pattern.result.isConverged ? "yes" : "no",
            ])
    }

    private static func cells(_ value: (Double, Double?)?) -> [String] {
        [value.map { "\($0.0)" } ?? "", value.flatMap { $0.1 }.map { "\($0)" } ?? ""]
    }
}
