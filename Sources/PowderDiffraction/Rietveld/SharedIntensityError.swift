internal import Foundation

/// What all lines of a phase share, so that no fit can tell it from the mass of the phase.
///
/// A mass m_p = S_p/τ_p is off by a factor exp(ε_p), whose logarithm has the covariances
///
///     Σ_pq = σ² δ_pq + ln τ_p(D) ln τ_q(D),
///
/// with two parts: σ is the relative error of the intensities that a published structure gives on the whole, and of what the
/// surface of a sample does to them; it is independent from phase to phase. The other one is the microabsorption of particles
/// of the diameter D. As it is one diameter for all, it moves phases that absorb more and phases that absorb less against each
/// other. Where the diameter is given and corrected for, D is what is left of its uncertainty: a third of it.
///
/// Source: D. L. Bish, S. A. Howard, J. Appl. Cryst. 21 (1988) 86, for accuracies without microabsorption; G. W. Brindley,
/// Phil. Mag. 36 (1945) 347.
struct SharedIntensityError: Sendable {
    /// Σ, phases x phases, row by row.
    private let covariances: [Double]
    private let count: Int

    /// Finds the covariances of the phases of a mixture.
    ///
    /// - Parameters:
    ///   - recipe: The relative error, and the diameter of the particles.
    ///   - structures: The phases.
    ///   - radiation: The radiation.
    ///   - masses: The masses of the phases, in any unit.
    init(recipe: RefinementRecipe, structures: [CrystalStructure], radiation: Radiation, masses: [Double]) {
        count = structures.count
        let diameter = recipe.particleDiameter.map { $0 / 3 } ?? recipe.unknownParticleDiameter
        let absorption = Microabsorption(diameter: diameter, structures: structures, radiation: radiation)
        let logarithms = absorption.factors(masses: masses).map { log($0) }
        let error = recipe.sharedIntensityError
        covariances = logarithms.enumerated().flatMap { row, first in
            logarithms.enumerated().map { column, second in first * second + (row == column ? error * error : 0) }
        }
    }

    /// Σ of two phases.
    subscript(first: Int, second: Int) -> Double { covariances[first * count + second] }
}
