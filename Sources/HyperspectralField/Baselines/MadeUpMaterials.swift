internal import Foundation
internal import NumericalMethods
internal import ProportionInference

/// Made-up pixels on which a regression with bundles takes about as long as on an image.
///
/// How many steps a pixel takes depends on how alike the spectra of a class are, and on how many a class has. Random numbers are
/// not alike at all, and hold no pure pixels.
struct MadeUpMaterials {
    /// Pure pixels of each class, whose spectra differ in brightness, slope and noise.
    let pure: LabelledSamples
    /// Mixtures of such pixels.
    let mixtures: LabelledSamples

    /// Makes pixels, the same at every call.
    ///
    /// - Parameters:
    ///   - classes: The number of classes.
    ///   - bands: The number of bands.
    ///   - each: The number of pure pixels of each class.
    ///   - mixed: The number of mixtures.
    init(classes: Int, bands: Int, each: Int, mixed: Int) {
        var stream = Seed(experiment: "made-up materials", base: 0).stream()
        /// The spectrum of a pixel of one class: a smooth curve, as those of materials are.
        func spectrum(_ index: Int) -> [Float] {
            let (brightness, slope) = (0.7 + 0.6 * stream.uniform(), 0.2 * (stream.uniform() - 0.5))
            return (0..<bands).map { band in
                let place = Double(band) / Double(max(bands - 1, 1))
                let curve = 0.4 + 0.25 * sin(2 * .pi * (0.4 + 0.3 * Double(index)) * place + Double(index))
                return Float(brightness * (curve + slope * place) + 0.005 * (stream.uniform() - 0.5))
            }
        }
        let labels = (0..<classes * each).map { $0 / each }
        pure = LabelledSamples(
            inputs: Matrix(rows: labels.count, columns: bands, elements: labels.flatMap(spectrum)),
            proportions: Matrix(
                rows: labels.count, columns: classes,
                elements: labels.flatMap { label in (0..<classes).map { $0 == label ? 1.0 : 0 } }))
        let proportions = LabelledSamples.madeUp(count: mixed, features: 1, classes: classes).proportions
        var inputs = Matrix(rows: mixed, columns: bands, repeating: Float(0))
        for pixel in 0..<mixed {
            for index in 0..<classes {
                let spectrum = spectrum(index)
                for band in 0..<bands { inputs[pixel, band] += Float(proportions[pixel, index]) * spectrum[band] }
            }
        }
        mixtures = LabelledSamples(inputs: inputs, proportions: proportions)
    }
}
