public import DeclarativeFiles
public import ProportionInference
public import Unmixing

/// `UnDIP` as a method: a deep image prior.
///
/// ```yaml
/// - undip: {steps: 3000}
/// ```
public struct UnDIPMethod: UnmixingMethod {
    /// What UnDIP is told.
    public var recipe: UnDIP.Recipe

    /// Makes the method.
    public init(_ recipe: UnDIP.Recipe = UnDIP.Recipe()) {
        self.recipe = recipe
    }

    /// Its name, `undip`, and what it is.
    public var card: CatalogCard {
        CatalogCard(
            name: "undip", title: "UnDIP", summary: "A deep image prior.",
            reference: "Rasti et al., IEEE Trans. Geosci. Remote Sens. 60 (2022) 1")
    }

    /// What it does and how long it takes.
    public var advice: String {
        "learns an image of abundances for endmembers that it is given; ten minutes for 100 x 100 pixels"
    }

    /// Those of SiVM, as published, and the true ones.
    public var baselineSources: [EndmemberSource] { [.simplexVolume, .given] }

    /// True: the noise and the first weights are drawn.
    public var isRandom: Bool { true }

    /// True: its network is made of convolutions.
    public var seesNeighbours: Bool { true }

    /// Its steps.
    public var length: UnmixingLength? { UnmixingLength(recipe.steps, usual: UnDIP.Recipe().steps, unit: "step") }

    /// The same method with so many steps.
    public func lasting(_ count: Int) -> UnDIPMethod {
        var method = self
        method.recipe.steps = count
        return method
    }

    /// The network, and how it is trained.
    public var canonical: StructuredValue {
        [
            "steps": .integer(recipe.steps), "adam": recipe.optimizer.canonical,
            "average-decay": .number(recipe.averageDecay), "denoised": .bool(recipe.isDenoised),
            "width": .integer(recipe.width), "skip-width": .integer(recipe.skipWidth),
            "slope": .number(Double(recipe.negativeSlope)), "noise": .number(Double(recipe.noiseAmplitude)),
        ]
    }

    /// Reads `steps`.
    public func reading(_ settings: Section) -> UnDIPMethod? {
        settings.explain(["steps": "How many steps training takes."])
        return settings.integer("steps", in: 1...1_000_000, default: recipe.steps).map(lasting)
    }

    /// Trains it on the image, which must have three rows and columns or more.
    public func unmix(_ input: UnmixingInput) throws -> UnmixingResult {
        guard min(input.image.size.rows, input.image.size.columns) >= UnDIP.leastExtent else {
            throw UnsuitableSpectra(
                reason: "an image of \(input.image.size) pixels; UnDIP needs \(UnDIP.leastExtent) rows and columns")
        }
        return try UnDIP(recipe).abundances(
            of: input.image, endmembers: input.requiredEndmembers(), seed: input.seed, monitor: input.monitor)
    }
}
