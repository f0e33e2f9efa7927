internal import PowderDiffraction
internal import ScientificFormats

/// A refinement of a pattern that takes a few steps: scales, background and where the sample lies.
struct ShortRefinement: Sendable {
    private let refinement: RietveldRefinement

    /// Prepares the phases.
    init(_ samples: PatternSamples, structures: [CrystalStructure]) throws {
        let geometry = InstrumentGeometry(
            radius: samples.instrument.radius, monochromatorAngle: samples.instrument.monochromator)
        var recipe = RefinementRecipe.fullPattern
        recipe.range =
            max(
                samples.grid.first, recipe.range.lowerBound)...min(
                samples.grid.last, recipe.range.upperBound)
        refinement = try RietveldRefinement(
            structures: structures, instrument: geometry.instrument(radiation: samples.instrument.radiation),
            recipe: recipe)
    }

    /// Refines a pattern.
    ///
    /// - Throws: `FormatError` where it has too few points.
    func refine(_ pattern: PatternInputs.Pattern, grid: AngleGrid) throws -> RefinedFractions {
        let result = try refinement.refine(
            pattern.scan ?? PowderScan(twoTheta: grid.angles(), intensities: pattern.pattern.counts), path: pattern.name
        )
        return RefinedFractions(
            fractions: result.phases.map(\.fraction), uncertainties: result.phases.map(\.uncertainty),
            verdict: result.verdict)
    }
}
