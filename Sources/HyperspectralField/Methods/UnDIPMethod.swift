public import DeclarativeFiles
internal import NumericalMethods
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
            reference: "Rasti et al., IEEE Trans. Geosci. Remote Sens. 60 (2022) 1", revision: 2)
    }

    /// What it does and how long it takes.
    public var advice: String {
        "learns an image of abundances for endmembers that it is given; ten minutes for 100 x 100 pixels"
    }

    /// Those of SiVM, as published, and the true ones.
    public var baselineSources: [EndmemberSource] { [.simplexVolume, .given] }

    /// True: the noise and the first weights are drawn.
    public var isRandom: Bool { true }

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

    /// Trains it on the image, which must have three rows and columns or more, and fit into memory.
    public func model(of input: UnmixingInput) throws -> any UnmixingModel {
        let (size, endmembers) = (input.raster.size, try input.requiredEndmembers())
        guard min(size.rows, size.columns) >= UnDIP.leastExtent else {
            throw UnsuitableSpectra(
                reason: "an image of \(size) pixels; UnDIP needs \(UnDIP.leastExtent) rows and columns")
        }
        try UnDIP(recipe).checkMemory(size: size, bands: input.spectra.bands, classes: endmembers.rows)
        let image = try input.image()
        let result = try UnDIP(recipe).abundances(
            of: image, endmembers: endmembers, seed: input.seed, monitor: input.monitor)
        return UnDIPModel(
            endmembers: result.endmembers, losses: result.losses, divergedStep: result.divergedStep,
            abundances: result.abundances.map { image.presentRows(of: $0) })
    }

    /// The abundances that were learned, of all pixels.
    private struct UnDIPModel: UnmixingModel {
        let endmembers: Matrix<Double>
        let losses: [Double]
        let divergedStep: Int?
        /// Those of all pixels that have a spectrum.
        let abundances: Matrix<Double>?

        func abundances(of spectra: Matrix<Float>, from first: Int) throws -> BlockAbundances? {
            abundances.map { BlockAbundances($0.selectingRows(first..<first + spectra.rows)) }
        }
    }
}
