public import DeclarativeFiles
public import Experiments
public import ProportionInference
public import Unmixing

/// Unmixing of the whole image, as a spec can name it under `baselines`.
///
/// ```yaml
/// baselines:
///   - sunsal: {normalization: divide-by-maximum, constraints: [positivity, sum-to-one], sparsity: 0}
///   - sunsal-vca
///   - hyperae: {epochs: 100, depth: deep, loss: spectral-angle, dropout: 0.1}
///   - undip: {steps: 3000, runs: 2}
///   - sunsal-vca-starts: {starts: 10}
/// ```
/// All settings may be left out. Each method reads its own; `normalization` says how the image is scaled
/// (`Normalization`): `none`, `divide-by: 5000`, `divide-by-maximum` or `unit-length`. It is `none` where it is left out,
/// except for a method that is given the true endmembers, whose scale runs up to one: there it is `divide-by-maximum`.
/// Such a method also knows `fit` and `fit-each`, which bring the endmembers to the image's scale (`EndmemberScale`).
public struct UnmixingBaseline: BaselineKind {
    /// Its name, what it does, and where it was published.
    public let card: CatalogCard
    /// The method, with its default recipe.
    public let unmixing: any UnmixingMethod
    /// Where its endmembers come from; nothing where it finds them itself.
    public let source: EndmemberSource?
    /// How many starts it chooses from where a spec says nothing, or nothing where a spec cannot ask for several.
    let starts: Int?
    /// How the image is scaled where a spec says nothing.
    let usualNormalization: Normalization

    init(
        card: CatalogCard, unmixing: any UnmixingMethod, source: EndmemberSource?, starts: Int? = nil,
        normalization: Normalization? = nil
    ) {
        self.card = card
        self.unmixing = unmixing
        self.source = source
        self.starts = starts
        usualNormalization = normalization ?? (source == .given ? .divideByMaximum : .unscaled)
    }

    /// The baselines that a method gives: one for each source of endmembers, or one alone.
    public static func all(of method: any UnmixingMethod) -> [UnmixingBaseline] {
        guard method.takesEndmembers else {
            return [UnmixingBaseline(card: method.card, unmixing: method, source: nil)]
        }
        return method.baselineSources.enumerated().map { index, source in
            UnmixingBaseline(
                card: card(of: method, with: source, isFirst: index == 0), unmixing: method, source: source)
        }
    }

    /// The baselines of several methods, in their order.
    public static func all(of methods: [any UnmixingMethod]) -> [UnmixingBaseline] {
        methods.flatMap { all(of: $0) }
    }

    /// Baselines at their best: with true endmembers on the image's scale, from several starts, or HyperAE from VCA.
    public static let improved = [
        UnmixingBaseline(
            card: CatalogCard(
                name: "sunsal-fit", title: "SUnSAL (fitted scale)",
                summary: "Constrained sparse regression with the true endmembers, each brought to the image's scale.",
                reference: SUnSALMethod().card.reference, revision: SUnSALMethod().card.revision),
            unmixing: SUnSALMethod(), source: .given, normalization: .fitEach),
        UnmixingBaseline(
            card: CatalogCard(
                name: "sunsal-vca-starts", title: "SUnSAL (best of VCA)",
                summary: "Constrained sparse regression with those endmembers of several VCA that reconstruct best.",
                reference: SUnSALMethod().card.reference, revision: SUnSALMethod().card.revision),
            unmixing: SUnSALMethod(), source: .vertexComponentAnalysis, starts: 10),
        UnmixingBaseline(
            card: CatalogCard(
                name: "hyperae-starts", title: "HyperAE (best start)",
                summary: "HyperAE from several starts, of which the one that reconstructs best is kept.",
                reference: HyperAEMethod().card.reference, revision: HyperAEMethod().card.revision),
            unmixing: HyperAEMethod(), source: nil, starts: 5),
        UnmixingBaseline(
            card: CatalogCard(
                name: "hyperae-vca", title: "HyperAE (from VCA)",
                summary: "HyperAE whose endmembers begin at those that VCA finds.",
                reference: HyperAEMethod().card.reference, revision: HyperAEMethod().card.revision),
            unmixing: HyperAEMethod(fromVCA), source: nil, starts: 1),
        UnmixingBaseline(
            card: CatalogCard(
                name: "undip-starts", title: "UnDIP (best start)",
                summary: "UnDIP from several starts, of which the one that reconstructs best is kept.",
                reference: UnDIPMethod().card.reference, revision: UnDIPMethod().card.revision),
            unmixing: UnDIPMethod(), source: .simplexVolume, starts: 3),
    ]

    private static var fromVCA: HyperAE.Recipe {
        var recipe = HyperAE.Recipe()
        recipe.firstEndmembers = .vertexComponents
        return recipe
    }

    private static func card(
        of method: any UnmixingMethod, with source: EndmemberSource, isFirst: Bool
    ) -> CatalogCard {
        let card = method.card
        let sentence = card.summary.hasSuffix(".") ? String(card.summary.dropLast()) : card.summary
        return CatalogCard(
            name: isFirst ? card.name : "\(card.name)-\(source.suffix)",
            title: isFirst ? card.title : "\(card.title) (\(source.title))",
            summary: "\(sentence) with \(source.words).", reference: card.reference, revision: card.revision)
    }

    /// Whole images.
    public var needs: (any FieldData.Type)? { WholeImage.self }

    /// Reads the settings.
    public func method(settings: Section) -> (any ProportionMethod)? {
        settings.explain([
            "normalization": "How the image is scaled before it is unmixed.",
            "normalization.divide-by": "The number by which every value is divided.",
        ])
        settings.explain("normalization", default: .string(usualNormalization.kind.rawValue))
        let normalization =
            settings.contains("normalization")
            ? Normalization.read(settings, of: UnmixingRecipe.normalizations(for: source)) : usualNormalization
        let method = unmixing.reading(settings)
        let starts = starts.map { usual -> Int? in
            settings.explain(["starts": "How many random starts the result with the best reconstruction is taken of."])
            return settings.integer("starts", in: 1...1000, default: usual)
        }
        settings.finish()
        guard let normalization, let method, let starts = starts ?? 1 else { return nil }
        return WholeImageMethod(
            card: card, unmixing: UnmixingRecipe(method, endmembers: source, normalization: normalization),
            starts: starts)
    }
}

extension EndmemberSource {
    /// The end of the names of baselines.
    fileprivate var suffix: String { self == .given ? "true" : rawValue }

    /// What titles have in brackets.
    fileprivate var title: String {
        switch self {
        case .given: "true endmembers"
        case .vertexComponentAnalysis: "VCA"
        case .simplexVolume: "SiVM"
        }
    }

    /// What summaries say.
    fileprivate var words: String { self == .given ? "the true endmembers" : "endmembers found by \(title)" }
}
