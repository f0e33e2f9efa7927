import DeclarativeFiles
import Foundation
import NumericalMethods
public import Unmixing

/// Makes an image of true abundances and of spectra from a library, for images that are not at hand.
///
/// The spectrum of a pixel with the abundances aₖ is
///
///     x = s Σₖ aₖ lₖ + ε,
///
/// - lₖ is one of the library's spectra of class k. Ordered by their length, they are chosen by a smooth random field g:
///   of n spectra the one at ⌊n Φ(g)⌋, with Φ the normal distribution, so that all are chosen alike often, and neighbours have
///   the same one or one like it;
/// - s = 1 + b g₀, not below zero, is the brightness that all classes of a pixel share, with another field g₀;
/// - ε is normal noise, the same in all bands, whose variance is the mean of x² over 10^(SNR/10).
///
/// Every field has correlations exp(-d²/2l²) at a distance of d pixels. Abundances and library are real. How they come
/// together is not, and mixtures are linear: so an image like this is easier than the one whose place it takes, and
/// its scores are no scores of that one.
public struct Resynthesis: Sendable, Hashable {
    /// The correlation length l of the fields, in pixels.
    public var correlationLength = 8.0
    /// The standard deviation b of the brightness.
    public var brightness = 0.1
    /// The signal-to-noise ratio SNR in dB.
    public var signalToNoise = 30.0

    /// Makes one with the default values.
    public init() {}

    /// Makes the scene.
    ///
    /// - Parameters:
    ///   - truth: The abundances, and the endmembers that the scene keeps.
    ///   - library: The spectra, of the same classes.
    ///   - size: The size of the image that the abundances are of.
    ///   - seed: Decides the fields and the noise.
    /// - Returns: The scene, in the unit of the library.
    public func scene(
        truth: GroundTruth, library: SpectralLibrary, size: ImageSize, seed: UInt64 = 1
    ) -> HyperspectralScene {
        precondition(
            library.spectra.count == truth.classes.count && truth.abundances.rows == size.pixels,
            "\(library.spectra.count) classes of spectra for \(truth.classes.count) of abundances")
        let seed = Seed(experiment: "resynthesized scene", base: seed)
        func field(_ purpose: String, _ index: Int) -> [Double] {
            var stream = seed.derived(purpose, index).stream()
            return smoothField(size: size, length: correlationLength, stream: &stream)
        }

        let bands = library.spectra[0].columns
        var mixed = Matrix(rows: size.pixels, columns: bands, repeating: 0.0)
        let brightness = field("brightness", 0).map { max(1 + self.brightness * $0, 0) }
        for (index, spectra) in library.spectra.enumerated() {
            let order = spectra.rowsByLength
            let choice = field("choice", index)
            for pixel in 0..<size.pixels where truth.abundances[pixel, index] > 0 {
                let share = erfc(-choice[pixel] / 2.0.squareRoot()) / 2
                let chosen = order[min(Int(share * Double(order.count)), order.count - 1)]
                let weight = brightness[pixel] * truth.abundances[pixel, index]
                for band in 0..<bands { mixed[pixel, band] += weight * spectra[chosen, band] }
            }
        }

        let power = mixed.elements.reduce(0) { $0 + $1 * $1 } / Double(mixed.elements.count)
        let deviation = (power / pow(10, signalToNoise / 10)).squareRoot()
        var noise = seed.derived("noise", 0).stream()
        return HyperspectralScene(
            image: HyperspectralImage(
                size: size,
                spectra: Matrix(
                    rows: size.pixels, columns: bands,
                    elements: mixed.elements.map { Float($0 + deviation * noise.normal()) })),
            truth: truth)
    }
}

extension Resynthesis {
    /// Reads what a section `dataset` says of it, and reports what is wrong with it.
    static func read(_ section: Section) -> Resynthesis? {
        section.explain([
            "correlation-length": "How far the choice of spectra and the brightness are alike, in pixels.",
            "brightness": "The standard deviation of the brightness, whose mean is 1.",
            "signal-to-noise": "The ratio of the power of the image to that of the noise, in dB.",
        ])
        let defaults = Resynthesis()
        let length = section.number(
            "correlation-length", in: 0.01...10_000, default: defaults.correlationLength)
        let brightness = section.number("brightness", in: 0...1, default: defaults.brightness)
        let signalToNoise = section.number("signal-to-noise", in: -20...200, default: defaults.signalToNoise)
        guard let length, let brightness, let signalToNoise else { return nil }
        var resynthesis = Resynthesis()
        resynthesis.correlationLength = length
        resynthesis.brightness = brightness
        resynthesis.signalToNoise = signalToNoise
        return resynthesis
    }

    /// Everything that determines the scene beside the files.
    var canonical: StructuredValue {
        [
            "correlation-length": .number(correlationLength), "brightness": .number(brightness),
            "signal-to-noise": .number(signalToNoise),
        ]
    }
}

extension Matrix<Double> {
    /// The rows from the shortest to the longest, those of the same length in their order.
    fileprivate var rowsByLength: [Int] {
        let squares = (0..<rows).map { row($0).reduce(0) { $0 + $1 * $1 } }
        return squares.indices.sorted { (squares[$0], $0) < (squares[$1], $1) }
    }
}
