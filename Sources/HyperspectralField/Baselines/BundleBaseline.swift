public import DeclarativeFiles
public import Experiments
public import ProportionInference
internal import Unmixing

/// SUnSAL with spectra of training pixels, or with endmember bundles, as a spec can name it under `baselines`.
///
/// ```yaml
/// baselines:
///   - sunsal-training
///   - sunsal-bundles: {sizes: [2, 4, 8], purities: [0.7, 0.8, 0.9, 0.95]}
///   - sunsal-found-bundles: {subsets: 8, share: 0.1}
/// ```
/// The first two are given the labels of the training region, as networks are, and choose what is open by the validation region.
/// The third is given nothing but the image. All work on the image divided by its largest value.
public struct BundleBaseline: BaselineKind {
    /// Its name, what it does, and where it was published.
    public let card: CatalogCard
    private let read: @Sendable (CatalogCard, Section) -> (any ProportionMethod)?

    /// All of them.
    public static let all = [training, bundles, foundBundles]

    /// One spectrum a class: the endmembers that fit all training pixels, or the means of pure ones.
    public static let training = BundleBaseline(
        card: CatalogCard(
            name: "sunsal-training", title: "SUnSAL (training spectra)",
            summary:
                "Constrained sparse regression with one spectrum a class, fitted to the training pixels or of pure ones.",
            reference: "Bioucas-Dias and Figueiredo, WHISPERS 2010")
    ) { card, settings in
        readPurities(settings).map { purities in
            LabelledRegression(card: card, spectra: [.fitted] + purities.map { .pure(size: 1, purity: $0) })
        }
    }

    /// Bundles of pure training pixels.
    public static let bundles = BundleBaseline(
        card: CatalogCard(
            name: "sunsal-bundles", title: "SUnSAL (training bundles)",
            summary: "Constrained sparse regression with several spectra a class, of pure training pixels.",
            reference: "Somers et al., IEEE J. Sel. Top. Appl. Earth Obs. Remote Sens. 5 (2012) 396")
    ) { card, settings in
        settings.explain(["sizes": "The largest numbers of spectra a class that are tried."])
        let sizes = tried(settings.integers("sizes", in: 1...100, default: [2, 4, 8]), "sizes", in: settings)
        guard let purities = readPurities(settings), let sizes else { return nil }
        return LabelledRegression(
            card: card, spectra: purities.flatMap { purity in sizes.map { .pure(size: $0, purity: purity) } })
    }

    /// Bundles that are found in the image.
    public static let foundBundles = BundleBaseline(
        card: CatalogCard(
            name: "sunsal-found-bundles", title: "SUnSAL (found bundles)",
            summary:
                "Constrained sparse regression with several spectra a class, found by VCA in subsets of the pixels.",
            reference: "Somers et al., IEEE J. Sel. Top. Appl. Earth Obs. Remote Sens. 5 (2012) 396")
    ) { card, settings in
        settings.explain([
            "subsets": "The number of random subsets of the pixels, each of which gives a spectrum a class.",
            "share": "The share of the pixels that a subset has.",
        ])
        let subsets = settings.integer("subsets", in: 1...100, default: 8)
        let share = settings.number("share", in: 0.001...1, default: 0.1)
        guard let subsets, let share else { return nil }
        return FoundBundleRegression(card: card, subsets: subsets, share: share)
    }

    private static func readPurities(_ settings: Section) -> [Double]? {
        settings.explain(["purities": "The abundances that are tried as that from which on a pixel counts as pure."])
        let usual = [0.7, 0.8, 0.9, 0.95]
        return tried(settings.numbers("purities", in: 0.5...1, default: usual), "purities", in: settings)
    }

    /// The values of a key, of which there must be one or more.
    private static func tried<Value>(_ values: [Value]?, _ key: String, in settings: Section) -> [Value]? {
        guard let values, values.isEmpty else { return values }
        settings.report("there must be one or more", at: key)
        return nil
    }

    /// Whole images.
    public var needs: (any FieldData.Type)? { WholeImage.self }

    /// Reads the settings.
    public func method(settings: Section) -> (any ProportionMethod)? {
        let method = read(card, settings)
        settings.finish()
        return method
    }
}
