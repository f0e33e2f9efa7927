internal import Foundation
internal import ScientificFormats

/// What refinements found, as a table: one row for each pattern and phase.
///
/// Fractions are fractions of one; an uncertainty or a factor that is not known is left empty.
struct RefinementTable {
    /// One pattern.
    struct Row {
        let pattern: String
        let result: RefinementResult
        /// The weighed fractions of the first phases, where they are known.
        var weighed: [Double] = []
    }

    let rows: [Row]

    static let header = [
        "pattern", "phase", "fraction", "standard_uncertainty", "weighed", "intensity_share", "presence", "r_bragg",
        "rwp", "goodness_of_fit", "converged",
    ]

    /// Comma-separated values with a header.
    var csv: String {
        CSV.line(Self.header) + rows.flatMap(\.lines).joined()
    }
}

extension RefinementTable.Row {
    /// A line for each phase, its line feed included.
    var lines: [String] {
        result.phases.enumerated().map { index, phase in
            func text(_ value: Double?) -> String { value.map { String(format: "%.6f", $0) } ?? "" }
            return CSV.line([
                pattern, phase.name, text(phase.fraction), text(phase.uncertainty),
                text(weighed.indices.contains(index) ? weighed[index] : nil), text(phase.intensityShare),
                phase.presence.rawValue, text(phase.braggFactor), text(result.agreement.weightedProfile),
                text(result.agreement.goodnessOfFit), result.outcome == .converged ? "yes" : "no",
            ])
        }
    }
}
