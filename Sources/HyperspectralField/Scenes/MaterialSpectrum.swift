import NumericalMethods

/// The reflectance of a made-up material between 0.4 and 2.5 µm, where imaging spectrometers such as AVIRIS measure.
///
/// The curves are drawn by hand after the features that textbooks name: the green peak, the red edge and the water bands
/// of vegetation, the darkness of water beyond the red, the clay band of soil at 2.2 µm. None is a measurement.
struct MaterialSpectrum: Sendable {
    /// Wavelengths in µm, rising, each with the reflectance there.
    let points: [(wavelength: Double, reflectance: Double)]

    /// The reflectance at evenly spaced wavelengths from 0.4 to 2.5 µm.
    func sampled(bands: Int) -> [Double] {
        (0..<bands).map { band in
            let wavelength = 0.4 + 2.1 * Double(band) / Double(max(bands - 1, 1))
            // The mean over 60 nm rounds the corners off.
            return (-3...3).map { reflectance(at: wavelength + 0.01 * Double($0)) }.reduce(0, +) / 7
        }
    }

    /// Interpolates linearly between the points, and holds the outer values beyond them.
    private func reflectance(at wavelength: Double) -> Double {
        guard let next = points.firstIndex(where: { $0.wavelength >= wavelength }) else {
            return points[points.count - 1].reflectance
        }
        guard next > 0 else { return points[0].reflectance }
        let (left, right) = (points[next - 1], points[next])
        let share = (wavelength - left.wavelength) / (right.wavelength - left.wavelength)
        return left.reflectance + share * (right.reflectance - left.reflectance)
    }
}

extension MaterialSpectrum {
    /// A spectrum for each class: that of the material its name holds, or else a random one.
    static func spectra(for classes: [String], seed: Seed) -> [MaterialSpectrum] {
        var unused = known
        return classes.enumerated().map { index, name in
            let match = unused.firstIndex { material in material.words.contains { name.lowercased().contains($0) } }
            guard let match else {
                var stream = seed.derived("material", index).stream()
                return random(stream: &stream)
            }
            return unused.remove(at: match).spectrum
        }
    }

    private static func random(stream: inout RandomStream) -> MaterialSpectrum {
        let level = 0.15 + 0.35 * stream.uniform()
        let points = (0...7).map { step in
            (wavelength: 0.4 + 0.3 * Double(step), reflectance: level * (0.4 + 1.2 * stream.uniform()))
        }
        return MaterialSpectrum(points: points)
    }

    private static let known: [(words: [String], spectrum: MaterialSpectrum)] = [
        (
            ["tree", "forest", "vegetation"],
            MaterialSpectrum(points: [
                (0.40, 0.03), (0.50, 0.04), (0.55, 0.09), (0.67, 0.04), (0.70, 0.12), (0.76, 0.47), (0.92, 0.54),
                (0.98, 0.50), (1.10, 0.55), (1.20, 0.48), (1.28, 0.50), (1.42, 0.18), (1.65, 0.29), (1.80, 0.23),
                (1.94, 0.07), (2.20, 0.14), (2.50, 0.06),
            ])
        ),
        (
            ["grass", "crop"],
            MaterialSpectrum(points: [
                (0.40, 0.04), (0.50, 0.06), (0.55, 0.13), (0.67, 0.08), (0.71, 0.20), (0.77, 0.36), (0.92, 0.40),
                (1.10, 0.44), (1.20, 0.42), (1.28, 0.44), (1.42, 0.26), (1.65, 0.38), (1.80, 0.33), (1.94, 0.15),
                (2.20, 0.25), (2.50, 0.14),
            ])
        ),
        (
            ["water", "river", "lake"],
            MaterialSpectrum(points: [
                (0.40, 0.08), (0.48, 0.11), (0.56, 0.14), (0.62, 0.10), (0.70, 0.06), (0.80, 0.03), (0.95, 0.015),
                (1.20, 0.01), (2.50, 0.005),
            ])
        ),
        (
            ["dirt", "soil", "rock"],
            MaterialSpectrum(points: [
                (0.40, 0.07), (0.50, 0.13), (0.60, 0.23), (0.80, 0.33), (0.92, 0.35), (1.10, 0.43), (1.30, 0.50),
                (1.42, 0.46), (1.65, 0.60), (1.80, 0.59), (1.94, 0.45), (2.12, 0.58), (2.20, 0.50), (2.26, 0.54),
                (2.50, 0.40),
            ])
        ),
        (
            ["asphalt"],
            MaterialSpectrum(points: [
                (0.40, 0.09), (0.60, 0.13), (1.00, 0.17), (1.65, 0.21), (2.20, 0.22), (2.32, 0.20), (2.50, 0.20),
            ])
        ),
        (
            ["road", "concrete"],
            MaterialSpectrum(points: [
                (0.40, 0.24), (0.50, 0.36), (0.60, 0.46), (0.80, 0.51), (1.00, 0.53), (1.38, 0.50), (1.65, 0.52),
                (1.80, 0.49), (1.94, 0.40), (2.12, 0.46), (2.33, 0.38), (2.50, 0.33),
            ])
        ),
        (
            ["roof"],
            MaterialSpectrum(points: [
                (0.40, 0.12), (0.52, 0.18), (0.60, 0.38), (0.75, 0.46), (0.86, 0.40), (1.10, 0.48), (1.65, 0.50),
                (2.20, 0.42), (2.50, 0.38),
            ])
        ),
        (
            ["metal"],
            MaterialSpectrum(points: [
                (0.40, 0.30), (0.60, 0.28), (0.85, 0.21), (1.00, 0.24), (1.65, 0.30), (2.50, 0.38),
            ])
        ),
    ]
}
