public import DeclarativeFiles
public import Experiments
public import ProportionInference
internal import Unmixing

/// SUnSAL with spectra of training pixels, or with endmember bundles, as a spec can name it under `baselines`.
///
/// ```yaml
/// baselines:
///   - sunsal-training
///   - sunsal-bundles: {sizes: [1, 2, 4, 8], purities: [0.9, 0.95, 1]}
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

    /// The endmembers that fit all training pixels.
    public static let training = BundleBaseline(
        card: CatalogCard(
            name: "sunsal-training", title: "SUnSAL (training spectra)",
            summary: "Constrained sparse regression with the endmembers that fit the training pixels best.",
            reference: "Bioucas-Dias and Figueiredo, WHISPERS 2010")
    ) { card, _ in LabelledRegression(card: card, spectra: [.fitted]) }

    /// Bundles of pure training pixels.
    public static let bundles = BundleBaseline(
        card: CatalogCard(
            name: "sunsal-bundles", title: "SUnSAL (training bundles)",
            summary: "Constrained sparse regression with several spectra a class, of pure training pixels.",
            reference: "Somers et al., IEEE J. Sel. Top. Appl. Earth Obs. Remote Sens. 5 (2012) 396")
    ) { card, settings in
        settings.explain([
            "sizes": "The numbers of spectra a class that are tried.",
            "purities": "The abundances that are tried as that from which on a pixel is pure.",
        ])
        let sizes = settings.contains("sizes") ? settings.integers("sizes", in: 1...100) : [1, 2, 4, 8]
        let purities = settings.contains("purities") ? settings.numbers("purities", in: 0.5...1) : [0.9, 0.95, 1]
        settings.explain("sizes", default: .array([1, 2, 4, 8].map { .integer($0) }))
        settings.explain("purities", default: .array([0.9, 0.95, 1].map { .number($0) }))
        for (key, isEmpty) in [("sizes", sizes?.isEmpty), ("purities", purities?.isEmpty)] where isEmpty == true {
            settings.report("there must be one or more", at: key)
        }
        guard let sizes, let purities, !sizes.isEmpty, !purities.isEmpty else { return nil }
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

    /// Whole images.
    public var needs: (any FieldData.Type)? { WholeImage.self }

    /// Reads the settings.
    public func method(settings: Section) -> (any ProportionMethod)? {
        let method = read(card, settings)
        settings.finish()
        return method
    }
}
