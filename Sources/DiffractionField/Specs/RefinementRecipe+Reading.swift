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
        ])
        section.explain("range", is: "a range [first, last]")
        section.explain("background-polynomials", is: "a range [least, largest]")
        let range = section.contains("range") ? section.numbers("range", in: 0.5...179) : []
        let diameter = section.optionalNumber("particle-diameter", in: 0.01...1000)
        let leastFraction = section.number("least-fraction", in: 0...0.2, default: leastFraction)
        let polynomials =
            section.contains("background-polynomials") ? section.integers("background-polynomials", in: 1...40) : []
        guard let range, let leastFraction, let polynomials,
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
        var recipe = self
        if !range.isEmpty { recipe.range = range[0]...range[1] }
        if !polynomials.isEmpty { recipe.backgroundPolynomials = polynomials[0]...polynomials[1] }
        recipe.particleDiameter = diameter ?? particleDiameter
        recipe.leastFraction = leastFraction
        return recipe
    }
}
