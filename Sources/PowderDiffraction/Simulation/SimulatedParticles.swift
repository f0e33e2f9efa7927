internal import NumericalMethods

/// What the sizes of particles do to the intensities of whole phases: Brindley's factor τ of each, as ``Microabsorption``
/// has it, where each phase has a diameter of its own.
///
/// A pattern does not tell of it: a mass w of a phase looks like a mass w τ.
struct SimulatedParticles: Sendable {
    private let diameter: ValueRange
    /// μ of each phase, in 1/cm.
    private let attenuations: [Double]
    /// The density of each phase, in g/cm³.
    private let densities: [Double]

    /// Looks up what the phases absorb.
    ///
    /// - Parameters:
    ///   - diameter: The diameters, in micrometres.
    ///   - structures: The phases.
    ///   - radiation: The radiation.
    init(diameter: ValueRange, structures: [CrystalStructure], radiation: Radiation) {
        self.diameter = diameter
        attenuations = structures.map { $0.attenuation(of: radiation) }
        densities = structures.map { $0.density() }
    }

    /// Draws a diameter for each phase.
    ///
    /// - Parameters:
    ///   - proportions: The weight fractions of the phases.
    ///   - stream: The source of the draws.
    /// - Returns: The masses that the phases look like.
    func draw(proportions: [Double], from stream: inout RandomStream) -> [Double] {
        let volumes = zip(proportions, densities).map { $0 / $1 }
        let mean = zip(volumes, attenuations).reduce(0) { $0 + $1.0 * $1.1 } / volumes.reduce(0, +)
        return proportions.indices.map { phase in
            let radius = diameter.draw(from: &stream) / 2
            guard proportions[phase] > 0 else { return 0 }
            return proportions[phase] * Microabsorption.transmission((attenuations[phase] - mean) * radius * 1e-4)
        }
    }
}
