public import NumericalMethods
public import Unmixing

/// What a method gets to unmix.
public struct UnmixingInput: Sendable {
    /// The image, normalized; all of its values are finite.
    ///
    /// Pixels may be missing only for a method that sees neighbours.
    public let image: HyperspectralImage
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
        image: HyperspectralImage, classes: Int, endmembers: Matrix<Double>? = nil, seed: Seed,
        monitor: RunMonitor = RunMonitor()
    ) {
        precondition(
            endmembers.map { $0.rows == classes && $0.columns == image.bands } ?? true,
            "\(endmembers?.rows ?? 0) x \(endmembers?.columns ?? 0) endmembers for \(classes) x \(image.bands)")
        self.image = image
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
}
