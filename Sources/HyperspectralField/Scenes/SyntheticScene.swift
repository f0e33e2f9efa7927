import NumericalMethods
public import Unmixing

extension HyperspectralScene {
    /// Makes up a scene that stands in for an image that is not at hand.
    ///
    /// - Abundances: one smooth random field g a class; they are aₖ = bₖ² / Σb², where b is the point of the simplex
    ///   nearest to βg. So pure areas with exact zeros meet in borders of mixed pixels. With four classes about 43 % of
    ///   the entries are zero and 40 % of the pixels are more than nine tenths of one class, as in Jasper Ridge.
    /// - Spectra: x = Σ aₖ s rₖ mₖ(λ) (1 + tₖ(λ)) + noise, with the class's reflectance m, the shading s that all classes
    ///   of a pixel share, a brightness r of each class and a slight change of shape t, a polynomial of third degree in
    ///   λ. All of them vary smoothly over the image, so that no two pixels of a class are alike.
    /// - Values are digital numbers as sensors deliver them: whole, not negative, 5400 for a reflectance of one.
    ///
    /// Nothing about it is measured, so its numbers must not be compared with those of a real image.
    ///
    /// - Parameters:
    ///   - shape: The shape of the scene. Classes with names such as `tree` or `water` get a spectrum like theirs; bands
    ///     lie evenly between 0.4 and 2.5 µm.
    ///   - seed: Scenes of the same seed and the same shape are the same.
    /// - Returns: The scene; its endmembers are the reflectances m.
    public static func synthetic(shape: SceneShape, seed: UInt64 = 1) -> HyperspectralScene {
        let (classes, size, bands) = (shape.classes, shape.size, shape.bands)
        let seed = Seed(experiment: "synthetic scene", base: seed)
        let materials = MaterialSpectrum.spectra(for: classes, seed: seed).map { $0.sampled(bands: bands) }
        let abundances = syntheticAbundances(classes: classes.count, size: size, seed: seed)
        return HyperspectralScene(
            image: HyperspectralImage(
                size: size, spectra: syntheticSpectra(abundances, of: materials, size: size, seed: seed)),
            truth: GroundTruth(
                classes: classes, abundances: abundances,
                endmembers: Matrix(rows: classes.count, columns: bands, elements: materials.flatMap(\.self))))
    }
}

/// Makes abundances with pure areas and mixed borders, pixels x classes.
private func syntheticAbundances(classes: Int, size: ImageSize, seed: Seed) -> Matrix<Double> {
    // The sharpness β; the fields' correlation lengths in pixels; the weight of the finer ones, which fray the borders.
    let (sharpness, coarse, fine, fraying) = (0.75, 9.0, 2.0, 0.3)
    let fields = (0..<classes).map { index in
        var stream = seed.derived("abundances", index).stream()
        let areas = smoothField(size: size, length: coarse, stream: &stream)
        let borders = smoothField(size: size, length: fine, stream: &stream)
        return zip(areas, borders).map { sharpness * ($0 + fraying * $1) }
    }
    var abundances = Matrix(rows: size.pixels, columns: classes, repeating: 0.0)
    for pixel in 0..<size.pixels {
        let squares = nearestSimplexPoint(to: fields.map { $0[pixel] }).map { $0 * $0 }
        let sum = squares.reduce(0, +)
        for (index, square) in squares.enumerated() { abundances[pixel, index] = square / sum }
    }
    return abundances
}

/// Mixes materials, each class's spectrum varying over the image, and adds the sensor's noise: pixels x bands.
private func syntheticSpectra(
    _ abundances: Matrix<Double>, of materials: [[Double]], size: ImageSize, seed: Seed
) -> Matrix<Float> {
    // Relative standard deviations, the fields' correlation length in pixels, and digital numbers.
    let (shading, brightness, shape, length) = (0.10, 0.02, 0.012, 8.0)
    let (digitalScale, noise) = (5400.0, 12.0)
    let bands = materials[0].count
    let polynomials = legendrePolynomials(points: bands)

    var stream = seed.derived("shading", 0).stream()
    let shadings = smoothField(size: size, length: length, stream: &stream).map { max(1 + shading * $0, 0) }
    var reflectances = Matrix(rows: size.pixels, columns: bands, repeating: 0.0)
    for (index, material) in materials.enumerated() {
        var stream = seed.derived("variability", index).stream()
        let fields = (0...polynomials.count).map { _ in smoothField(size: size, length: length, stream: &stream) }
        for pixel in 0..<size.pixels where abundances[pixel, index] > 0 {
            let weight = abundances[pixel, index] * shadings[pixel]
            for band in 0..<bands {
                var change = 1 + brightness * fields[0][pixel]
                for (degree, polynomial) in polynomials.enumerated() {
                    change += shape * fields[degree + 1][pixel] * polynomial[band]
                }
                reflectances[pixel, band] += weight * change * material[band]
            }
        }
    }

    var sensor = seed.derived("noise", 0).stream()
    return Matrix(
        rows: size.pixels, columns: bands,
        elements: reflectances.elements.map { reflectance in
            Float(max(digitalScale * reflectance + noise * sensor.normal(), 0).rounded())
        })
}

/// The Legendre polynomials of degree 1, 2 and 3 at evenly spaced points of [-1, 1].
private func legendrePolynomials(points: Int) -> [[Double]] {
    let x = (0..<points).map { 2 * Double($0) / Double(max(points - 1, 1)) - 1 }
    return [x, x.map { (3 * $0 * $0 - 1) / 2 }, x.map { (5 * $0 * $0 * $0 - 3 * $0) / 2 }]
}

/// The point of the simplex at the smallest Euclidean distance.
///
/// Source: J. Duchi et al., *Efficient Projections onto the l1-Ball for Learning in High Dimensions*, ICML 2008, figure 1.
private func nearestSimplexPoint(to values: [Double]) -> [Double] {
    var sum = 0.0
    var threshold = 0.0
    for (index, value) in values.sorted(by: >).enumerated() {
        sum += value
        let candidate = (sum - 1) / Double(index + 1)
        if value > candidate { threshold = candidate }
    }
    return values.map { max($0 - threshold, 0) }
}
