public import DeclarativeFiles
public import ProportionInference
public import Unmixing

/// `HyperAE` as a method: an autoencoder that finds the endmembers itself.
///
/// ```yaml
/// - hyperae: {epochs: 100, depth: deep, loss: spectral-angle, dropout: 0.1}
/// ```
public struct HyperAEMethod: UnmixingMethod {
    /// What HyperAE is told.
    public var recipe: HyperAE.Recipe

    /// Makes the method.
    public init(_ recipe: HyperAE.Recipe = HyperAE.Recipe()) {
        self.recipe = recipe
    }

    /// Its name, `hyperae`, and what it is.
    public var card: CatalogCard {
        CatalogCard(
            name: "hyperae", title: "HyperAE", summary: "An autoencoder whose decoder's weights are the endmembers.",
            reference: "Palsson et al., IEEE Access 6 (2018) 25646", revision: 2)
    }

    /// What it does and how long it takes.
    public var advice: String { "learns endmembers and abundances together; seconds for 100 x 100 pixels" }

    /// None: it finds its endmembers itself.
    public var baselineSources: [EndmemberSource] { [] }

    /// True: weights, the order of pixels and the dropout are drawn.
    public var isRandom: Bool { true }

    /// Whether the squared error is minimized; the spectral angle does not see brightness.
    public var seesBrightness: Bool { recipe.loss == .squaredError }

    /// Its epochs.
    public var length: UnmixingLength? {
        UnmixingLength(recipe.epochs, usual: HyperAE.Recipe().epochs, unit: "epoch")
    }

    /// The same method with so many epochs.
    public func lasting(_ count: Int) -> HyperAEMethod {
        var method = self
        method.recipe.epochs = count
        return method
    }

    /// The layers, the loss, and how it is trained.
    public var canonical: StructuredValue {
        var canonical: StructuredValue = [
            "depth": .string(recipe.depth.rawValue), "activation": recipe.activation.canonical,
            "loss": .string(recipe.loss.rawValue), "dropout": .number(recipe.dropoutDeviation),
            "batch": .integer(recipe.batchSize), "epochs": .integer(recipe.epochs),
            "adam": recipe.optimizer.canonical,
        ]
        // Only where there is something to say, so that runs keep their identities.
        if recipe.firstEndmembers != .random {
            canonical["first-endmembers"] = .string(recipe.firstEndmembers.rawValue)
        }
        if recipe.silentPixels != .equal { canonical["silent-pixels"] = .string(recipe.silentPixels.rawValue) }
        return canonical
    }

    /// Reads `epochs`, `depth`, `loss`, `dropout`, `first-endmembers` and `silent-pixels`.
    public func reading(_ settings: Section) -> HyperAEMethod? {
        settings.explain([
            "epochs": "How often training goes through the image.",
            "depth": "The hidden layers of the encoder: three, or none.",
            "loss": "The distance of spectra that is minimized.",
            "dropout": "The standard deviation of the noise that multiplies abundances in training.",
            "first-endmembers": "Where endmembers begin: at random numbers, or at those that VCA finds.",
            "silent-pixels":
                "What pixels get of which the encoder leaves nothing: equal abundances, or those of a fit.",
        ])
        let epochs = settings.integer("epochs", in: 1...1_000_000, default: recipe.epochs)
        let depth = settings.choice(
            "depth", of: HyperAE.Depth.allCases.map(\.rawValue), called: "depth", default: recipe.depth.rawValue)
        let loss = settings.choice(
            "loss", of: ReconstructionLoss.allCases.map(\.rawValue), called: "loss", default: recipe.loss.rawValue)
        let dropout = settings.number("dropout", in: 0...10, default: recipe.dropoutDeviation)
        let firstEndmembers = settings.choice(
            "first-endmembers", of: HyperAE.FirstEndmembers.allCases.map(\.rawValue), called: "start",
            default: recipe.firstEndmembers.rawValue)
        let silentPixels = settings.choice(
            "silent-pixels", of: HyperAE.SilentPixels.allCases.map(\.rawValue), called: "treatment",
            default: recipe.silentPixels.rawValue)
        guard let epochs, let dropout, let silentPixels = silentPixels.flatMap(HyperAE.SilentPixels.init),
            let depth = depth.flatMap(HyperAE.Depth.init),
            let loss = loss.flatMap(ReconstructionLoss.init),
            let firstEndmembers = firstEndmembers.flatMap(HyperAE.FirstEndmembers.init)
        else { return nil }
        var method = self
        method.recipe.epochs = epochs
        method.recipe.depth = depth
        method.recipe.loss = loss
        method.recipe.dropoutDeviation = dropout
        method.recipe.firstEndmembers = firstEndmembers
        method.recipe.silentPixels = silentPixels
        return method
    }

    /// Trains it on the image, of which two pixels or more must have a spectrum.
    public func model(of input: UnmixingInput) throws -> any UnmixingModel {
        guard input.spectra.count > 1 else {
            throw UnsuitableSpectra(reason: "an image of one pixel has no variance to learn from")
        }
        return try HyperAE(recipe).model(
            of: input.spectra, classes: input.classes, seed: input.seed, monitor: input.monitor)
    }
}

extension HyperAE.Activation {
    fileprivate var canonical: StructuredValue {
        switch self {
        case .leakyRectifier(let slope): ["leaky-rectifier": .number(Double(slope))]
        case .rectifier: "rectifier"
        case .sigmoid: "sigmoid"
        }
    }
}
