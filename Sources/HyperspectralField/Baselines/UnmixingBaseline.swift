public import DeclarativeFiles
public import Experiments
public import ProportionInference
internal import Unmixing

/// Unmixing of the whole image, as a spec can name it under `baselines`.
///
/// ```yaml
/// baselines:
///   - sunsal: {scale: divide-by-maximum, constraints: [positivity, sum-to-one], sparsity: 0}
///   - sunsal-vca
///   - hyperae: {epochs: 100, depth: deep, loss: spectral-angle, dropout: 0.1}
///   - undip: {steps: 3000, runs: 2}
/// ```
/// All settings may be left out. `scale` says how the image is scaled (``SpectrumScale``): `none`, `divide-by: 5000`,
/// `divide-by-maximum` or `unit-length`. It is `none` where it is left out, except for a method that is given the true
/// endmembers, whose scale runs up to one: there it is `divide-by-maximum`.
public struct UnmixingBaseline: BaselineKind {
    /// Its name, what it does, and where it was published.
    public let card: CatalogCard
    private let method: Unmixing.Method

    /// All of them.
    public static let all = [
        sunsal("sunsal", .given, in: "SUnSAL", with: "the true endmembers"),
        sunsal("sunsal-vca", .vertexComponentAnalysis, in: "SUnSAL (VCA)", with: "endmembers found by VCA"),
        sunsal("sunsal-sivm", .simplexVolume, in: "SUnSAL (SiVM)", with: "endmembers found by SiVM"),
        hyperAE,
        unDIP("undip", .simplexVolume, in: "UnDIP", with: "endmembers found by SiVM"),
        unDIP("undip-true", .given, in: "UnDIP (true endmembers)", with: "the true endmembers"),
    ]

    private static func sunsal(
        _ name: String, _ source: EndmemberSource, in title: String, with endmembers: String
    ) -> UnmixingBaseline {
        UnmixingBaseline(
            card: CatalogCard(
                name: name, title: title, summary: "Constrained sparse regression with \(endmembers).",
                reference: "Bioucas-Dias and Figueiredo, WHISPERS 2010"),
            method: .sunsal(SUnSAL.Options(), source))
    }

    private static let hyperAE = UnmixingBaseline(
        card: CatalogCard(
            name: "hyperae", title: "HyperAE",
            summary: "An autoencoder whose decoder's weights are the endmembers.",
            reference: "Palsson et al., IEEE Access 6 (2018) 25646"),
        method: .hyperAE(HyperAE.Configuration()))

    private static func unDIP(
        _ name: String, _ source: EndmemberSource, in title: String, with endmembers: String
    ) -> UnmixingBaseline {
        UnmixingBaseline(
            card: CatalogCard(
                name: name, title: title, summary: "A deep image prior with \(endmembers).",
                reference: "Rasti et al., IEEE Trans. Geosci. Remote Sens. 60 (2022) 1"),
            method: .unDIP(UnDIP.Configuration(), source))
    }

    /// Whole images.
    public var needs: (any FieldData.Type)? { WholeImage.self }

    /// Reads the settings.
    public func method(settings: Section) -> (any ProportionMethod)? {
        let scale =
            settings.contains("scale")
            ? SpectrumScale.read(settings) : method.source == .given ? .divideByMaximum : .unscaled
        let method = method.reading(settings)
        settings.finish()
        guard let scale, let method else { return nil }
        return UnmixingMethod(card: card, unmixing: Unmixing(method, scale: scale))
    }
}

extension SpectrumScale {
    /// Reads a section's `scale` and reports what is wrong with it.
    fileprivate static func read(_ section: Section) -> SpectrumScale? {
        let names = ["none", "divide-by", "divide-by-maximum", "unit-length"]
        guard let chosen = section.alternative("scale", of: names, called: "scale") else { return nil }
        defer { chosen.finish() }
        switch chosen.name {
        case "divide-by": return chosen.number(above: 0).map(SpectrumScale.divideBy)
        case "divide-by-maximum": return .divideByMaximum
        case "unit-length": return .unitLength
        default: return .unscaled
        }
    }
}

extension Unmixing.Method {
    /// The method with what a spec says of it; nothing where problems were reported.
    fileprivate func reading(_ settings: Section) -> Unmixing.Method? {
        switch self {
        case .sunsal(var options, let source):
            let known = SUnSAL.Constraints.all
            let names = settings.optionalChoices("constraints", of: known.map(\.name), called: "constraint")
            let sparsity = settings.number("sparsity", in: 0...1e6, default: options.sparsity)
            guard let sparsity, names != nil || !settings.contains("constraints") else { return nil }
            options.sparsity = sparsity
            if let names {
                options.constraints = SUnSAL.Constraints(known.filter { names.contains($0.name) }.map(\.constraint))
            }
            return .sunsal(options, source)
        case .hyperAE(var configuration):
            let epochs = settings.integer("epochs", in: 1...1_000_000, default: configuration.epochs)
            let depth = settings.choice(
                "depth", of: HyperAE.Depth.allCases.map(\.rawValue), called: "depth",
                default: configuration.depth.rawValue)
            let loss = settings.choice(
                "loss", of: ReconstructionLoss.allCases.map(\.rawValue), called: "loss",
                default: configuration.loss.rawValue)
            let dropout = settings.number("dropout", in: 0...10, default: configuration.dropoutDeviation)
            guard let epochs, let dropout, let depth = depth.flatMap(HyperAE.Depth.init),
                let loss = loss.flatMap(ReconstructionLoss.init)
            else { return nil }
            configuration.epochs = epochs
            configuration.depth = depth
            configuration.loss = loss
            configuration.dropoutDeviation = dropout
            return .hyperAE(configuration)
        case .unDIP(var configuration, let source):
            guard let steps = settings.integer("steps", in: 1...1_000_000, default: configuration.steps) else {
                return nil
            }
            configuration.steps = steps
            return .unDIP(configuration, source)
        }
    }
}
