import NumericalMethods

/// An image with one pure pixel for each endmember, at known places, all others being mixtures.
struct PureScene {
    let endmembers: Matrix<Double>
    let spectra: Matrix<Float>
    /// The pixels that are pure, one an endmember.
    let pure: [Int]

    /// Draws a scene; `noise` is the standard deviation of what is added to every value, and `shading` says whether every
    /// pixel is multiplied with a number between one half and one.
    init(classes: Int, bands: Int = 50, pixels: Int = 400, noise: Double = 0, shading: Bool = false, seed: UInt64) {
        var stream = Seed(experiment: "pure pixels", base: seed).stream()
        let endmembers = Matrix(
            rows: classes, columns: bands, elements: (0..<classes * bands).map { _ in 0.1 + stream.uniform() })
        var places = Array(0..<pixels)
        stream.shuffle(&places)
        let pure = Array(places.prefix(classes))
        var spectra = Matrix<Float>(rows: pixels, columns: bands, repeating: 0)
        for pixel in 0..<pixels {
            // At most 0.9 of one class, apart from the pure pixels.
            var abundances = stream.dirichlet([Double](repeating: 1, count: classes)).map {
                0.8 * $0 + 0.2 / Double(classes)
            }
            if let index = pure.firstIndex(of: pixel) {
                abundances = (0..<classes).map { $0 == index ? 1 : 0 }
            }
            let shade = shading ? 0.5 + 0.5 * stream.uniform() : 1
            for band in 0..<bands {
                let value = (0..<classes).reduce(0) { $0 + abundances[$1] * endmembers[$1, band] }
                spectra[pixel, band] = Float(shade * value + noise * stream.normal())
            }
        }
        (self.endmembers, self.spectra, self.pure) = (endmembers, spectra, pure)
    }

    /// The mean power of a pixel's spectrum.
    var power: Double {
        spectra.elements.reduce(0) { $0 + Double($1) * Double($1) } / Double(spectra.rows)
    }
}
