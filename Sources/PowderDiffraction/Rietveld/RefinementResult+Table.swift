internal import ScientificFormats

extension RefinementResult {
    /// The columns of a table of refinements, which has one row for each pattern and phase.
    ///
    /// Fractions and agreement factors are fractions of one; what is not known is left empty.
    public static let tableColumns = [
        "pattern", "phase", "fraction", "standard_uncertainty", "intensity_share", "presence", "r_bragg", "rwp",
        "goodness_of_fit", "converged", "verdict", "reasons", "fraction_before_dropping",
        "standard_uncertainty_before_dropping",
    ]

    /// What such a table begins with, whichever version of the program wrote it.
    public static let tableBeginning = "pattern,phase,fraction,"

    /// The line with the names of the columns, its line feed included.
    public static var tableHeader: String { CSV.line(tableColumns) }

    /// The lines of such a table, one for each phase.
    ///
    /// - Parameter pattern: What the pattern is called.
    /// - Returns: Comma-separated values, every line with its line feed.
    public func tableLines(pattern: String) -> String {
        let reasons = verdict.reasons.map(\.text).joined(separator: "; ")
        func text(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
        return phases.map { phase in
            CSV.line([
                pattern, phase.name, "\(phase.fraction)", text(phase.uncertainty),
                "\(phase.intensityShare)", phase.presence.rawValue, text(phase.braggFactor),
                "\(agreement.weightedProfile)", "\(agreement.goodnessOfFit)", isConverged ? "yes" : "no",
                verdict.grade.rawValue, reasons, text(phase.beforeDropping?.fraction),
                text(phase.beforeDropping?.uncertainty),
            ])
        }.joined()
    }
}

extension RefinementResult.Curves {
    /// The curves as comma-separated values with a header.
    ///
    /// A line has the angle 2θ, in degrees, the observed, the calculated and the background intensity, and the difference of
    /// the first two. What was computed has seven digits.
    public var csv: String {
        var text = CSV.line(["two_theta", "observed", "calculated", "background", "difference"])
        for index in twoTheta.indices {
            let computed = [calculated[index], background[index], observed[index] - calculated[index]]
            text += CSV.line(
                [NumberText.cell(twoTheta[index]), "\(observed[index])"] + computed.map { "\(Float($0))" })
        }
        return text
    }
}
