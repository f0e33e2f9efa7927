public import NumericalMethods
public import Unmixing

/// What a method gets to learn from.
public struct UnmixingInput: Sendable {
    /// The spectra of the image's pixels that have one, normalized; all of their values are finite.
    public let spectra: any SpectrumSource
    /// The pixels of the image, and which of them have a spectrum.
    public let raster: PixelRaster
    /// The number of endmembers.
    public let classes: Int
    /// The endmembers, classes x bands, normalized as the image is; nothing for a method that finds them itself.
    public let endmembers: Matrix<Double>?
    /// Decides all that is random.
    public let seed: Seed
    /// Is told of progress, says when to stop, and how many threads there are, which must change no bit.
    public let monitor: RunMonitor

    /// Makes an input.
    public init(
        spectra: any SpectrumSource, raster: PixelRaster, classes: Int, endmembers: Matrix<Double>? = nil, seed: Seed,
        monitor: RunMonitor = RunMonitor()
    ) {
        precondition(
            spectra.count == raster.presentCount, "\(spectra.count) spectra for \(raster.presentCount) pixels")
        precondition(
            endmembers.map { $0.rows == classes && $0.columns == spectra.bands } ?? true,
            "\(endmembers?.rows ?? 0) x \(endmembers?.columns ?? 0) endmembers for \(classes) x \(spectra.bands)")
        self.spectra = spectra
        self.raster = raster
        self.classes = classes
        self.endmembers = endmembers
        self.seed = seed
        self.monitor = monitor
    }

    /// The endmembers, for a method that is given some.
    ///
    /// - Throws: `UnsuitableSpectra` where there are none.
    public func requiredEndmembers() throws -> Matrix<Double> {
        guard let endmembers else { throw UnsuitableSpectra(reason: "there are no endmembers to unmix with") }
        return endmembers
    }

    /// The whole image in memory, for a method that makes use of where pixels lie; some may be missing.
    ///
    /// - Throws: What keeps the spectra from being read.
    public func image() throws -> HyperspectralImage {
        HyperspectralImage(raster: raster, presentSpectra: try spectra.matrix())
    }
}
