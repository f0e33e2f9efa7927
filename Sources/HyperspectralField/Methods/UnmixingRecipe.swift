public import DeclarativeFiles
public import NumericalMethods
public import Unmixing

/// Everything chosen that determines how an image is unmixed: a method with its recipe, where its endmembers come from,
/// and how spectra are normalized.
public struct UnmixingRecipe: Sendable {
    /// The method.
    public let method: any UnmixingMethod
    /// Where endmembers come from; nothing for a method that finds them itself.
    public let source: EndmemberSource?
    /// How spectra are normalized, by one of ``normalizations``.
    ///
    /// Where endmembers are given, they have a scale of their own, and abundances that must sum to one depend on how the
    /// image's fits it. Endmembers that are found in the image have its scale whatever it is.
    public let normalization: Normalization

    /// The normalizations that leave mixtures linear, or nearly so.
    public static let normalizations: [Normalization.Kind] = [.unscaled, .divideBy, .divideByMaximum, .unitLength]

    /// Makes a recipe.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - source: Where endmembers come from; nothing if, and only if, the method finds them itself.
    ///   - normalization: One of ``normalizations``.
    public init(
        _ method: any UnmixingMethod, endmembers source: EndmemberSource? = nil,
        normalization: Normalization = .unscaled
    ) {
        precondition(
            method.takesEndmembers == (source != nil),
            "\(method.card.name) with endmembers that are \(source?.rawValue ?? "not there")")
        precondition(
            Self.normalizations.contains(normalization.kind), "unmixing with \(normalization.kind.rawValue)")
        self.method = method
        self.source = source
        self.normalization = normalization
    }

    /// The same recipe with its epochs or steps shortened.
    func shortened(_ length: (Int) -> Int) -> UnmixingRecipe {
        guard let usual = method.length else { return self }
        return UnmixingRecipe(
            method.lasting(length(usual.count)), endmembers: source, normalization: normalization)
    }

    /// Whether other seeds give other results.
    var isRandom: Bool { method.isRandom || source?.isRandom ?? false }

    /// Everything that determines the results beside the image and the seed.
    public var canonical: StructuredValue {
        [
            "method": method.canonicalWithName, "endmembers": source.map { .string($0.rawValue) } ?? .null,
            "scale": normalization.canonical,
        ]
    }

    /// Unmixes an image.
    ///
    /// Missing pixels have no part in anything; their abundances are NaN.
    ///
    /// - Parameters:
    ///   - image: The image.
    ///   - classes: The number of endmembers; where they are given, theirs.
    ///   - given: The endmembers, which must be there if the recipe wants given ones.
    ///   - seed: Decides all that is random.
    ///   - monitor: Is told of progress, says when to stop, and how many threads there are, which change no bit.
    /// - Returns: The abundances, and what is to be known of them.
    /// - Throws: `UnsuitableSpectra` where the image or the endmembers do not allow it, and `CancellationError` where the
    ///   monitor said stop.
    public func unmix(
        _ image: HyperspectralImage, classes: Int, given: GivenEndmembers? = nil, seed: Seed,
        monitor: RunMonitor = RunMonitor()
    ) throws -> UnmixedImage {
        let present = image.presentSpectra()
        let fitted = normalization.fitted(to: present)
        let spectra = fitted.apply(to: present)
        try UnsuitableSpectra.checkFinite(spectra)
        let row = HyperspectralImage(
            size: image.presentPixels == nil ? image.size : ImageSize(rows: 1, columns: spectra.rows), spectra: spectra)
        let found = try source?.endmembers(
            of: row, classes: classes,
            given: given.map {
                GivenEndmembers(spectra: normalization.apply(toGiven: $0.spectra), origin: $0.origin)
            },
            seed: seed)
        let result = try method.unmix(
            UnmixingInput(
                image: method.seesNeighbours ? image.replacing(presentSpectra: spectra) : row,
                classes: found?.spectra.rows ?? classes, endmembers: found?.spectra, seed: seed, monitor: monitor))
        let abundances = result.abundances.map { method.seesNeighbours ? image.presentRows(of: $0) : $0 }
        let reconstruction = abundances.map {
            Reconstruction(of: spectra, abundances: $0, endmembers: result.endmembers)
        }
        return UnmixedImage(
            result: UnmixingResult(
                divergedStep: result.divergedStep, abundances: abundances.map(image.placed),
                endmembers: result.endmembers, losses: result.losses, remarks: result.remarks),
            pixels: found?.pixels.map { pixels in pixels.map { image.presentPixels?[$0] ?? $0 } },
            relativeResidual: method.seesBrightness ? reconstruction?.relativeResidual : nil,
            meanAngle: reconstruction?.meanAngle,
            remarks: [found?.description ?? "endmembers learned with the abundances", normalization.remark(fitted)]
                + result.remarks + [method.length?.remark].compactMap(\.self))
    }
}
