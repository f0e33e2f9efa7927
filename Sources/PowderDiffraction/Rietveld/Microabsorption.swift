internal import Foundation

/// What large crystallites of phases that absorb more or less than their surroundings do to intensities.
///
/// A phase with the attenuation coefficient μ in spheres of radius R, in a mixture whose solid has μ̄, gives τ times the
/// intensity that its mass would give otherwise, where
/// τ(x) = mean over the sphere of exp(-x (l + l′)), x = (μ - μ̄) R,
/// with the paths l and l′ of the ray in the sphere before and behind the point, over R. They are taken at
/// 2θ = 90 degrees; τ hardly depends on the angle. Weight fractions are in proportion to S/τ.
///
/// Source: G. W. Brindley, Phil. Mag. 36 (1945) 347.
struct Microabsorption: Sendable {
    /// The radius of the particles, in micrometres: the same for all phases.
    let radius: Double
    /// μ of each phase, in 1/cm.
    let attenuations: [Double]
    /// The density of each phase, in g/cm³.
    let densities: [Double]

    /// Prepares the correction.
    ///
    /// - Parameters:
    ///   - diameter: The diameter of the particles, in micrometres.
    ///   - structures: The phases.
    ///   - radiation: The radiation.
    init(diameter: Double, structures: [CrystalStructure], radiation: Radiation) {
        radius = diameter / 2
        attenuations = structures.map { $0.attenuation(of: radiation) }
        densities = structures.map { $0.density() }
    }

    /// τ of each phase in a mixture.
    ///
    /// - Parameter masses: The masses of the phases as their scales give them, in any unit.
    /// - Returns: τ, at masses that were corrected with it.
    func factors(masses: [Double]) -> [Double] {
        var factors = masses.map { _ in 1.0 }
        // The mean attenuation depends on the corrected masses, weakly: each round gains a digit or two.
        var last = Double.nan
        for _ in 0..<30 {
            let volumes = masses.indices.map { masses[$0] / factors[$0] / densities[$0] }
            let volume = volumes.reduce(0, +)
            guard volume > 0 else { return factors }
            let mean = zip(volumes, attenuations).reduce(0) { $0 + $1.0 * $1.1 } / volume
            guard !(abs(mean - last) <= 1e-15 * mean) else { break }
            last = mean
            factors = attenuations.map { Self.transmission(($0 - mean) * radius * 1e-4) }
        }
        return factors
    }

    /// τ(x), by quadrature.
    static func transmission(_ x: Double) -> Double {
        // exp(-x l) = exp(-x l₀) exp(-|x| |l - l₀|), where l₀ is the path on the side on which the exponential is largest.
        let origin = x < 0 ? longestPath : 0
        var sum = SIMD8<Double>.zero
        for path in paths {
            sum += VectorExponential.negative((path - origin) * x)
        }
        return exp(-x * origin) * sum.sum() / Double(8 * paths.count)
    }

    /// No path is longer than two diameters.
    private static let longestPath = 4.0

    /// l + l′ at the points of the quadrature: midpoints in r³, in the cosine to the normal of the plane of both rays, and in
    /// the angle within that plane.
    ///
    /// The two halves of the sphere are alike, and half of the cosines are enough.
    private static let paths: [SIMD8<Double>] = {
        let steps = 16
        var paths: [Double] = []
        for shell in 0..<steps {
            let r = pow((Double(shell) + 0.5) / Double(steps), 1 / 3.0)
            for ring in 0..<steps / 2 {
                let height = (2 * Double(ring) + 1) / Double(steps)
                let inPlane = r * (1 - height * height).squareRoot()
                for place in 0..<(2 * steps) {
                    let angle = .pi * (Double(place) + 0.5) / Double(steps)
                    let (along, across) = (inPlane * cos(angle), inPlane * sin(angle))
                    let before = along + (along * along + 1 - r * r).squareRoot()
                    let behind = -across + (across * across + 1 - r * r).squareRoot()
                    paths.append(before + behind)
                }
            }
        }
        return stride(from: 0, to: paths.count, by: 8).map { SIMD8(paths[$0..<$0 + 8]) }
    }()
}

extension CrystalStructure {
    /// The linear attenuation coefficient μ = 2 r_e λ Σ f″ / V, in 1/cm, with the sum over the cell.
    ///
    /// It is that of photoelectric absorption, without the few percent of scattering; zero for elements without an f″, and for radiation of no tube.
    func attenuation(of radiation: Radiation) -> Double {
        func absorption(_ element: Element) -> Double { radiation.tube?.dispersion(of: element)?.f2 ?? 0 }
        let sum =
            sites.reduce(0) { sum, site in
                sum + site.occupancy * Double(site.equivalents.count) * absorption(site.element)
            } + unlocated.parts.reduce(0) { $0 + $1.count * absorption($1.element) }
        let wavelength = radiation.lines.first?.wavelength ?? 0
        return 2 * Self.electronRadius * wavelength * sum / cell.volume * 1e8
    }

    /// The classical radius of the electron, in ångströms (CODATA 2018).
    private static let electronRadius = 2.817_940_326_2e-5
}
