import Foundation
public import NumericalMethods

/// How an image is scaled before it is unmixed.
///
/// Where endmembers are given, they have a scale of their own, and abundances that must sum to one depend on how the
/// image's fits it. Endmembers that are found in the image have its scale whatever it is.
public enum SpectrumScale: Sendable, Hashable {
    /// The values stay as they are.
    case unscaled
    /// Every value of the image is divided by one number.
    case divideBy(Double)
    /// Every value of the image is divided by its largest one.
    case divideByMaximum
    /// Every spectrum, those of the endmembers included, is scaled to length one, which takes shading away.
    case unitLength

    /// Scales an image.
    ///
    /// - Parameter image: The image.
    /// - Returns: The scaled image, and in words what was done. A largest value that is not positive divides nothing, and
    ///   a spectrum of nothing but zeros stays as it is.
    public func apply(to image: HyperspectralImage) -> (image: HyperspectralImage, description: String) {
        switch self {
        case .unscaled: return (image, "spectra as they are")
        case .divideBy(let divisor):
            return (divided(image, by: divisor), "spectra divided by \(Self.text(divisor))")
        case .divideByMaximum:
            let largest = Double(image.spectra.elements.max() ?? 1)
            guard largest > 0 else { return (image, "spectra as they are, as none is positive") }
            return (
                divided(image, by: largest), "spectra divided by \(Self.text(largest)), the image's largest value"
            )
        case .unitLength:
            var spectra = image.spectra
            for pixel in 0..<spectra.rows {
                let length = spectra.row(pixel).reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
                guard length > 0 else { continue }
                for band in 0..<spectra.columns { spectra[pixel, band] = Float(Double(spectra[pixel, band]) / length) }
            }
            return (HyperspectralImage(size: image.size, spectra: spectra), "spectra scaled to length one")
        }
    }

    /// Scales endmembers that are given, classes x bands: only ``unitLength`` does.
    public func apply(toGiven endmembers: Matrix<Double>) -> Matrix<Double> {
        guard self == .unitLength else { return endmembers }
        var scaled = endmembers
        for index in 0..<endmembers.rows {
            let length = endmembers.row(index).reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard length > 0 else { continue }
            for band in 0..<endmembers.columns { scaled[index, band] /= length }
        }
        return scaled
    }

    /// A number with at most six significant digits, such as `5437` or `0.662033`.
    private static func text(_ value: Double) -> String { String(format: "%.6g", value) }

    private func divided(_ image: HyperspectralImage, by divisor: Double) -> HyperspectralImage {
        HyperspectralImage(
            size: image.size, spectra: BandScaling(bands: image.bands, divisor: divisor).apply(to: image.spectra))
    }
}
