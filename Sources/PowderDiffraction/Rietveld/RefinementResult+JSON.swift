public import DeclarativeFiles

extension RefinementResult {
    /// Everything that was found, but for the curves.
    ///
    /// Fractions and agreement factors are fractions of one, angles in degrees, lines the angles 2θ of the strongest
    /// wavelength; each parameter names its unit. What is not known is null.
    ///
    /// - Parameter counted: How many of the phases count; those behind them are impurities.
    /// - Returns: An object, whose keys are stable.
    public func structured(counted: Int) -> StructuredValue {
        [
            "outcome": .string(isConverged ? "converged" : "not-converged"),
            "iterations": .integer(iterations), "start": beganAtNeighbour ? "neighbour" : "recipe",
            "points": .integer(curves.twoTheta.count),
            "background_polynomials": .integer(backgroundPolynomials),
            "agreement": agreement.structured,
            "phases": .array(phases.enumerated().map { $1.structured(isImpurity: $0 >= counted) }),
            "parameters": .array(values.map(\.structured)), "verdict": verdict.structured,
        ]
    }
}

extension Verdict {
    fileprivate var structured: StructuredValue {
        [
            "grade": .string(grade.rawValue),
            "reasons": .array(
                reasons.map {
                    [
                        "rule": .string($0.rule), "grade": .string($0.grade.rawValue), "text": .string($0.text),
                        "advice": .string($0.advice),
                    ]
                }),
        ]
    }
}

extension AgreementFactors {
    fileprivate var structured: StructuredValue {
        [
            "rp": .number(profile), "rwp": .number(weightedProfile), "rexp": .number(expected),
            "goodness_of_fit": .number(goodnessOfFit),
        ]
    }
}

extension RefinementResult.Phase {
    fileprivate func structured(isImpurity: Bool) -> StructuredValue {
        [
            "name": .string(name), "fraction": .number(fraction), "standard_uncertainty": .number(orNull: uncertainty),
            "intensity_share": .number(intensityShare), "presence": .string(presence.rawValue),
            "r_bragg": .number(orNull: braggFactor), "impurity": .bool(isImpurity),
            "lines": .array(ticks.map { .number($0) }),
            "before_dropping": beforeDropping.map {
                ["fraction": .number($0.fraction), "standard_uncertainty": .number(orNull: $0.uncertainty)]
            } ?? .null,
        ]
    }
}

extension RefinementResult.Value {
    fileprivate var structured: StructuredValue {
        [
            "phase": phase.map { .string($0) } ?? .null, "name": .string(name), "value": .number(value),
            "standard_uncertainty": .number(orNull: uncertainty), "at_bound": .bool(isAtBound), "unit": .string(unit),
        ]
    }
}

extension Instrument {
    /// The radiation and the geometry; widths are the recipe's.
    public var structured: StructuredValue {
        [
            "tube": radiation.tube.map { .string($0.rawValue) } ?? .null,
            "lines": .array(
                radiation.lines.map { ["wavelength": .number($0.wavelength), "share": .number($0.share)] }),
            "radius": .number(radius), "monochromator": .number(orNull: monochromatorAngle),
        ]
    }
}

extension RefinementRecipe {
    /// Everything that the recipe says.
    public var structured: StructuredValue { canonical }
}

extension StructuredValue {
    /// A number, or null where there is none.
    fileprivate static func number(orNull value: Double?) -> StructuredValue { value.map { .number($0) } ?? .null }
}
