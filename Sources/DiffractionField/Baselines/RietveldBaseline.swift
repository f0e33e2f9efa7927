public import DeclarativeFiles
public import Experiments
public import PowderDiffraction
public import ProportionInference

/// Rietveld refinement of measured patterns, as a spec can name it under `baselines`.
///
/// ```yaml
/// baselines:
///   - rietveld-standard: {impurities: [quartz]}
/// ```
/// `impurities` names phases that may be in the samples and are no class; none where it is left out.
public struct RietveldBaseline: BaselineKind {
    /// Its name, what it varies, and where it was published.
    public let card: CatalogCard
    /// What is varied.
    public let recipe: RefinementRecipe

    /// All of them.
    public static let all = [standard, constrained, fullPattern, countingWeights, microabsorption]

    private static let paper = "Simonnet et al., section 4.1"

    /// The paper's standard refinement.
    public static let standard = RietveldBaseline(
        card: CatalogCard(
            name: "rietveld-standard", title: "Stand. Rietveld",
            summary: "Refines all that a pattern can tell of geometry, crystals and crystallites.",
            reference: paper, revision: 2), recipe: .standard)

    /// The paper's constrained refinement.
    public static let constrained = RietveldBaseline(
        card: CatalogCard(
            name: "rietveld-constrained", title: "Const. Rietveld",
            summary: "Refines what the paper's simulated patterns vary: cell lengths, displacement and size.",
            reference: paper, revision: 2), recipe: .constrained)

    /// Scales and little else.
    public static let fullPattern = RietveldBaseline(
        card: CatalogCard(
            name: "rietveld-full-pattern", title: "Full-pattern fit",
            summary: "Fits calculated patterns of the structures as published: scales, background, displacement.",
            reference: "G. S. Smith et al., Adv. X-ray Anal. 30 (1987) 435", revision: 2), recipe: .fullPattern)

    /// The standard refinement with the weights that are usual.
    public static let countingWeights = RietveldBaseline(
        card: CatalogCard(
            name: "rietveld-counting-weights", title: "Stand. Rietveld (counting weights)",
            summary: "The standard refinement, weighted as if counting noise were all that is wrong.",
            reference: "H. M. Rietveld, J. Appl. Cryst. 2 (1969) 65", revision: 2),
        recipe: {
            var recipe = RefinementRecipe.standard
            recipe.intensityError = 0
            return recipe
        }())

    /// The standard refinement with a correction for microabsorption.
    public static let microabsorption = RietveldBaseline(
        card: CatalogCard(
            name: "rietveld-microabsorption", title: "Stand. Rietveld (Brindley)",
            summary: "The standard refinement, corrected for microabsorption in particles of 5 micrometres.",
            reference: "G. W. Brindley, Phil. Mag. 36 (1945) 347", revision: 2),
        recipe: {
            var recipe = RefinementRecipe.standard
            recipe.particleDiameter = 5
            return recipe
        }())

    /// Measured patterns.
    public var needs: (any FieldData.Type)? { MeasuredPowder.self }

    /// Reads the settings.
    public func method(settings: Section) -> (any ProportionMethod)? {
        settings.explain(["impurities": "Phases that may be in the samples and are no class."])
        let known = CrystalStructure.builtIn
        let names = settings.optionalChoices("impurities", of: known.map(\.name), called: "phase")
        settings.finish()
        guard names != nil || !settings.contains("impurities") else { return nil }
        return RietveldMethod(
            card: card, recipe: recipe, impurities: known.filter { names?.contains($0.name) ?? false })
    }
}
