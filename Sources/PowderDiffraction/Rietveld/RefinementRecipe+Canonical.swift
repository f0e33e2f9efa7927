package import DeclarativeFiles

extension RefinementRecipe {
    /// Counts the changes to the refinement that alter its results.
    static let revision = 2

    /// Everything that determines the fractions that a refinement finds, beside the pattern, the phases and the radiation.
    ///
    /// What their uncertainties add for errors that all lines of a phase share is no part of it, as no fraction depends on it.
    /// What is left out and what is fixed is there only where there is any of it, as runs of an experiment have neither.
    package var canonical: StructuredValue {
        var contents: StructuredValue = [
            "revision": .integer(Self.revision),
            "stages": .array(stages.map { .array($0.map { .string($0.rawValue) }) }),
            "width": [
                "u": .number(width.u), "v": .number(width.v), "w": .number(width.w),
                "lorentzian": .number(width.lorentzian),
            ],
            "axial-divergence": .number(axialDivergence),
            "range": .array([.number(range.lowerBound), .number(range.upperBound)]),
            "background-polynomials": .array([
                .integer(backgroundPolynomials.lowerBound), .integer(backgroundPolynomials.upperBound),
            ]),
            "intensity-error": .number(intensityError), "least-fraction": .number(leastFraction),
            "minor-fraction": .number(minorFraction),
            "particle-diameter": particleDiameter.map { .number($0) } ?? .null,
        ]
        if !excluded.isEmpty {
            contents["excluded"] = .array(
                excluded.map { .array([.number($0.lowerBound), .number($0.upperBound)]) })
        }
        if !fixed.isEmpty { contents["fixed"] = .array(fixed.map(\.structured)) }
        return contents
    }
}
