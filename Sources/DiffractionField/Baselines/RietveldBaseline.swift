public import DeclarativeFiles
public import Experiments
public import PowderDiffraction
public import ProportionInference

/// Rietveld refinement of measured patterns, as a spec can name it under `baselines`.
///
/// ```yaml
/// baselines:
///   - rietveld-standard: {impurities: [quartz]}
///   - rietveld-standard: {range: [15, 70], monochromator: 26.6, least-fraction: 0.005}
///   - rietveld-standard: {exclude: [26.2-27], fix: [calcite.a=4.99], texture: ["gibbsite:0,0,1"]}
/// ```
/// `impurities` names phases that may be in the samples and are no class; none where it is left out. The other settings are those that
/// `proportions rietveld` has, `exclude`, `fix` and `texture` as lists of what its options take. Radius and monochromator are those of the
/// spec's simulation where they are left out, and what else is left out is as the recipe has it.
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
            reference: paper, revision: 3), recipe: .standard)

    /// The paper's constrained refinement.
    public static let constrained = RietveldBaseline(
        card: CatalogCard(
            name: "rietveld-constrained", title: "Const. Rietveld",
            summary: "Refines what the paper's simulated patterns vary: cell lengths, displacement and size.",
            reference: paper, revision: 3), recipe: .constrained)

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
            reference: "G. W. Brindley, Phil. Mag. 36 (1945) 347", revision: 3),
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
        let recipe = recipe.reading(settings)
        let textures: [TextureChoice]? = settings.arguments(
            "texture", "a phase and a plane such as 'gypsum:0,1,0', or 'gypsum:none'")
        let radius = settings.optionalNumber("radius", in: 10...10_000)
        let monochromator = settings.optionalNumber("monochromator", in: 1...179)
        settings.explain([
            "texture": "Planes that the crystallites of phases lie on; those of the structures where it is left out.",
            "radius": "The radius of the goniometer in millimetres; that of the simulation where it is left out.",
            "monochromator": "The angle 2θ of a monochromator in degrees; that of the simulation where it is left out.",
        ])
        settings.finish()
        func isReadIfGiven<Value>(_ value: Value?, _ key: String) -> Bool { value != nil || !settings.contains(key) }
        guard isReadIfGiven(names, "impurities"), isReadIfGiven(radius, "radius"),
            isReadIfGiven(monochromator, "monochromator"), let recipe, let textures
        else { return nil }
        return RietveldMethod(
            card: card, recipe: recipe, impurities: known.filter { names?.contains($0.name) ?? false },
            textures: textures, radius: radius, monochromatorAngle: monochromator)
    }

    /// Says which phase of `fix` or `texture` the dataset does not have.
    public func misfit(_ method: any ProportionMethod, classes: [String]) -> String? {
        guard let method = method as? RietveldMethod else { return nil }
        let known = classes + method.impurities.map(\.name)
        let named = method.recipe.fixed.compactMap(\.phase) + method.textures.map(\.phase)
        return named.first { !known.contains($0) }.map {
            "there is no phase '\($0)'; phases are \(known.joined(separator: ", "))"
        }
    }
}
