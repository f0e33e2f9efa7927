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
    /// How spectra are normalized, by one of ``normalizations(for:)``.
    ///
    /// Where endmembers are given, they have a scale of their own, and abundances that must sum to one depend on how the
    /// image's fits it. Endmembers that are found in the image have its scale whatever it is.
    public let normalization: Normalization

    /// The normalizations that leave mixtures linear, or nearly so.
    ///
    /// - Parameter source: Where endmembers come from: only those that are given can be fitted to the image.
    /// - Returns: The kinds.
    public static func normalizations(for source: EndmemberSource?) -> [Normalization.Kind] {
        [.unscaled, .divideBy, .divideByMaximum, .unitLength] + (source == .given ? [.fit, .fitEach] : [])
    }

    /// Makes a recipe.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - source: Where endmembers come from; nothing if, and only if, the method finds them itself.
    ///   - normalization: One of ``normalizations(for:)``.
    public init(
        _ method: any UnmixingMethod, endmembers source: EndmemberSource? = nil,
        normalization: Normalization = .unscaled
    ) {
        precondition(
            method.takesEndmembers == (source != nil),
            "\(method.card.name) with endmembers that are \(source?.rawValue ?? "not there")")
        precondition(
            Self.normalizations(for: source).contains(normalization.kind),
            "unmixing with \(normalization.kind.rawValue)")
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

    /// Unmixes an image in memory.
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
        let raster = image.raster()
        var elements: [Double] = []
        let unmixed = try unmix(
            image.presentSpectra(), at: raster, classes: classes, given: given, seed: seed, monitor: monitor
        ) { elements += $0.elements }
        guard unmixed.isComplete else { return unmixed }
        return unmixed.with(
            abundances: raster.placed(
                Matrix(rows: raster.presentCount, columns: elements.count / raster.presentCount, elements: elements),
                at: 0..<raster.size.pixels))
    }

    /// Unmixes an image of any size, block by block.
    ///
    /// - Parameters:
    ///   - source: The spectra of the image's pixels that have one.
    ///   - raster: Which pixels these are.
    ///   - classes: The number of endmembers; where they are given, theirs.
    ///   - given: The endmembers, which must be there if the recipe wants given ones.
    ///   - seed: Decides all that is random.
    ///   - monitor: Is told of progress, says when to stop, and how many threads there are, which change no bit.
    ///   - wereScaled: Whether values were scaled as they were read, so that no remark calls them as they are.
    ///   - deliver: Gets the abundances of the next pixels that have a spectrum, pixels x classes. What it got means nothing
    ///     unless the result is complete.
    /// - Returns: What is to be known of the abundances; they themselves are not in it.
    /// - Throws: What `deliver` throws, `UnsuitableSpectra` where the image or the endmembers do not allow it,
    ///   `CancellationError` where the monitor said stop, and what keeps the spectra from being read.
    public func unmix(
        _ source: any SpectrumSource, at raster: PixelRaster, classes: Int, given: GivenEndmembers? = nil, seed: Seed,
        monitor: RunMonitor = RunMonitor(), wereScaled: Bool = false,
        deliver: (_ abundances: Matrix<Double>) throws -> Void
    ) throws -> UnmixedImage {
        let fitted = try normalization.fitted(toAllOf: source)
        let spectra = try source.normalized(by: fitted)
        let scale = try given.flatMap { try self.scale(of: $0.spectra, in: spectra, monitor: monitor) }
        let found = try self.source?.endmembers(
            of: spectra, classes: classes,
            given: given.map {
                GivenEndmembers(spectra: normalized($0.spectra, scale), origin: $0.origin, names: $0.names)
            },
            seed: seed)
        let model = try method.model(
            of: UnmixingInput(
                spectra: spectra, raster: raster, classes: found?.spectra.rows ?? classes, endmembers: found?.spectra,
                seed: seed, monitor: monitor))
        let pass = try FinalPass(model, over: spectra, monitor: monitor, deliver: deliver)
        return UnmixedImage(
            result: UnmixingResult(
                divergedStep: model.divergedStep, abundances: nil, endmembers: model.endmembers, losses: model.losses,
                silentPixels: raster.pixels(ofSpectra: pass.silentPixels), remarks: model.remarks(on: pass.counts)),
            isComplete: pass.isComplete,
            pixels: found?.pixels.map(raster.pixels(ofSpectra:)),
            relativeResidual: method.seesBrightness ? pass.reconstruction?.relativeResidual : nil,
            meanAngle: pass.reconstruction?.meanAngle, scale: scale,
            remarks: [
                found?.description ?? "endmembers learned with the abundances",
                normalization.remark(fitted, wereScaled: wereScaled),
            ]
                + [remark(on: scale, names: given?.names)].compactMap(\.self) + model.remarks(on: pass.counts)
                + [method.length?.remark].compactMap(\.self))
    }

    /// The scale of given endmembers, where it matters and can be found.
    private func scale(
        of endmembers: Matrix<Double>, in spectra: some SpectrumSource, monitor: RunMonitor
    ) throws -> EndmemberScale? {
        guard source == .given, normalization != .unitLength, method.sumsToOne || fitsEndmembers else { return nil }
        // Those that do not fit the image at all are refused by their source.
        guard endmembers.rows > 0, endmembers.columns == spectra.bands else { return nil }
        return try EndmemberScale(
            fitting: endmembers, to: spectra, workers: monitor.threads, isCancelled: monitor.isCancelled)
    }

    /// Whether endmembers are brought to the image's scale.
    var fitsEndmembers: Bool { normalization == .fit || normalization == .fitEach }

    /// Given endmembers as the method gets them.
    private func normalized(_ endmembers: Matrix<Double>, _ scale: EndmemberScale?) -> Matrix<Double> {
        guard fitsEndmembers, let scale else { return normalization.apply(toGiven: endmembers) }
        return scale.apply(to: endmembers, forEach: normalization == .fitEach)
    }

    /// What is to be said of the scale of given endmembers.
    private func remark(on scale: EndmemberScale?, names: [String]?) -> String? {
        fitsEndmembers
            ? scale?.remark(forEach: normalization == .fitEach, names: names) : scale?.disagreement(names: names)
    }
}
