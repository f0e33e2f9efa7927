internal import DeclarativeFiles
internal import PowderDiffraction

extension RefinementRecipe {
    /// Reads what a baseline's settings change about its recipe, and reports what is wrong with it.
    ///
    /// ```yaml
    /// range: [10, 80]                   # degrees 2θ
    /// particle-diameter: 5              # micrometres
    /// least-fraction: 0.01
    /// background-polynomials: [3, 12]
    /// exclude: [26.2-27, 44-45.5]       # degrees 2θ
    /// fix: [calcite.a=4.99, hematite.size]
    /// ```
    ///
    /// - Parameter section: The settings.
    /// - Returns: The recipe with what is given, or nothing where a problem was reported.
    func reading(_ section: Section) -> RefinementRecipe? {
        section.explain([
            "range": "The angles 2θ that are used, in degrees; 10 to 80 where it is left out.",
            "particle-diameter": "The diameter of the particles in micrometres, for Brindley's correction.",
            "least-fraction": "Phases with a smaller fraction are taken out; 0.01 where it is left out.",
            "background-polynomials": "The least and the largest number of polynomials; 3 to 12 where it is left out.",
            "exclude": "Ranges of angles 2θ whose points are left out, in degrees, such as 26.2-27.",
            "fix": "Parameters that stay at a value, such as calcite.a=4.99, or where a refinement begins.",
        ])
        section.explain("range", is: "a range [first, last]")
        section.explain("background-polynomials", is: "a range [least, largest]")
        let range = section.contains("range") ? section.numbers("range", in: 0.5...179) : []
        let diameter = section.optionalNumber("particle-diameter", in: 0.01...1000)
        let leastFraction = section.number("least-fraction", in: 0...0.2, default: leastFraction)
        let polynomials =
            section.contains("background-polynomials") ? section.integers("background-polynomials", in: 1...40) : []
        let excluded: [ExcludedAngles]? = section.arguments("exclude", "two angles such as 26.2-27, the second larger")
        let fixed: [FixedArgument]? = section.arguments(
            "fix", "a parameter such as calcite.a=4.99, hematite.size or instrument.zero-shift")
        guard let range, let leastFraction, let polynomials, let excluded, let fixed,
            diameter != nil || !section.contains("particle-diameter")
        else { return nil }
        guard range.isEmpty || (range.count == 2 && range[1] >= range[0] + 1) else {
            section.report("'range' must be two angles, the second larger by a degree at least", at: "range")
            return nil
        }
        guard polynomials.isEmpty || (polynomials.count == 2 && polynomials[0] <= polynomials[1]) else {
            section.report(
                "'background-polynomials' must be the least and the largest number", at: "background-polynomials")
            return nil
        }
        let parameters = fixed.map(\.parameter)
        let labels = parameters.map(\.label)
        if let twice = labels.first(where: { label in labels.count { $0 == label } > 1 }) {
            section.report("'fix' names \(twice) twice", at: "fix")
            return nil
        }
        do {
            for parameter in parameters where parameter.phase == nil { try parameter.check(for: []) }
        } catch {
            section.report("'fix': \(error)", at: "fix")
            return nil
        }
        var recipe = self
        recipe.excluded = excluded.flatMap(\.ranges)
        recipe.fixed = parameters
        if !range.isEmpty { recipe.range = range[0]...range[1] }
        if !polynomials.isEmpty { recipe.backgroundPolynomials = polynomials[0]...polynomials[1] }
        recipe.particleDiameter = diameter ?? particleDiameter
        recipe.leastFraction = leastFraction
        return recipe
    }
}
