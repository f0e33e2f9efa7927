public import NumericalMethods

/// A way to unmix an image: a method, where its endmembers come from, and how spectra are scaled.
public struct Unmixing: Sendable {
    /// A method with what it is told.
    public enum Method: Sendable {
        /// Constrained sparse regression of every pixel by itself: ``SUnSAL``.
        case sunsal(SUnSAL.Options, EndmemberSource)
        /// An autoencoder that finds the endmembers itself: ``HyperAE``.
        case hyperAE(HyperAE.Configuration)
        /// A deep image prior: ``UnDIP``.
        case unDIP(UnDIP.Configuration, EndmemberSource)
    }

    /// The method.
    public var method: Method
    /// How spectra are scaled.
    public var scale: SpectrumScale

    /// Joins a method with a scale.
    public init(_ method: Method, scale: SpectrumScale = .unscaled) {
        self.method = method
        self.scale = scale
    }

    /// Unmixes an image.
    ///
    /// - Parameters:
    ///   - image: The image.
    ///   - classes: The number of endmembers; where they are given, theirs.
    ///   - given: The endmembers, which must be there if the method wants given ones.
    ///   - seed: Decides all that is random.
    ///   - monitor: Is told of progress, says when to stop, and how many threads there are, which change no bit.
    /// - Returns: The abundances, and what is to be known of them.
    /// - Throws: ``UnsuitableSpectra`` where the image or the endmembers do not allow it, and `CancellationError` where the
    ///   monitor said stop.
    public func unmix(
        _ image: HyperspectralImage, classes: Int, given: GivenEndmembers? = nil, seed: Seed,
        monitor: RunMonitor = RunMonitor()
    ) throws -> UnmixedImage {
        let (image, scaling) = scale.apply(to: image)
        func found(_ source: EndmemberSource) throws -> FoundEndmembers {
            try FoundEndmembers(source, in: image, classes: classes, given: given, scale: scale, seed: seed)
        }
        try UnsuitableSpectra.checkFinite(image.spectra)
        switch method {
        case .sunsal(let options, let source):
            let found = try found(source)
            let solution = try SUnSAL(endmembers: found.spectra, options: options)
                .abundances(of: image.spectra, workers: monitor.threads, isCancelled: monitor.isCancelled)
            let unsolved = solution.unsolvedPixels.count
            return UnmixedImage(
                UnmixingResult(abundances: solution.abundances, endmembers: found.spectra),
                pixels: found.pixels, image: image,
                remarks: [found.description, scaling]
                    + (unsolved > 0
                        ? ["\(unsolved) pixels stopped short of the optimum, after \(options.iterationLimit) steps"]
                        : []))
        case .hyperAE(let configuration):
            guard image.size.pixels > 1 else {
                throw UnsuitableSpectra(reason: "an image of one pixel has no variance to learn from")
            }
            let result = try HyperAE(configuration).unmix(image, classes: classes, seed: seed, monitor: monitor)
            return UnmixedImage(
                result, pixels: nil, image: image, seesBrightness: configuration.loss == .squaredError,
                remarks: ["endmembers learned with the abundances", scaling]
                    + shortening(configuration.epochs, HyperAE.Configuration().epochs, "epochs"))
        case .unDIP(var configuration, let source):
            guard min(image.size.rows, image.size.columns) >= UnDIP.leastExtent else {
                throw UnsuitableSpectra(
                    reason: "an image of \(image.size) pixels; UnDIP needs \(UnDIP.leastExtent) rows and columns")
            }
            configuration.threads = monitor.threads
            let found = try found(source)
            let result = try UnDIP(configuration).abundances(
                of: image, endmembers: found.spectra, seed: seed, monitor: monitor)
            return UnmixedImage(
                result, pixels: found.pixels, image: image,
                remarks: [found.description, scaling]
                    + shortening(configuration.steps, UnDIP.Configuration().steps, "steps"))
        }
    }

    /// What is to be said where a method goes on for another time than is usual.
    private func shortening(_ length: Int, _ usual: Int, _ unit: String) -> [String] {
        length == usual ? [] : ["\(length) \(unit) instead of \(usual)"]
    }
}

/// Endmembers, and where they were found.
private struct FoundEndmembers {
    /// Endmembers x bands.
    let spectra: Matrix<Double>
    /// The pixels that they are of, where they are of pixels.
    let pixels: [Int]?
    /// Where they come from, in words.
    let description: String

    init(
        _ source: EndmemberSource, in image: HyperspectralImage, classes: Int, given: GivenEndmembers?,
        scale: SpectrumScale, seed: Seed
    ) throws {
        switch source {
        case .given:
            guard let given else { throw UnsuitableSpectra(reason: "there are no endmembers to unmix with") }
            guard given.spectra.columns == image.bands else {
                throw UnsuitableSpectra(
                    reason: "endmembers of \(given.spectra.columns) bands for an image of \(image.bands)")
            }
            (spectra, pixels) = (scale.apply(toGiven: given.spectra), nil)
            description = "endmembers of \(given.origin)"
        case .vertexComponentAnalysis:
            guard classes > 1 else {
                throw UnsuitableSpectra(reason: "vertex component analysis looks for two endmembers or more")
            }
            var stream = seed.derived("endmembers", 0).stream()
            let found = try VertexComponentAnalysis(count: classes).endmembers(in: image.spectra, stream: &stream)
                .estimate
            (spectra, pixels) = (found.spectra, found.pixels)
            description = "endmembers found in the image by vertex component analysis"
        case .simplexVolume:
            let found = try SimplexVolumeMaximization(count: classes).endmembers(in: image.spectra)
            (spectra, pixels) = (found.spectra, found.pixels)
            description = "endmembers found in the image by simplex volume maximization"
        }
    }
}
