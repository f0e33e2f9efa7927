internal import Foundation

/// The lines that a phase contributes to a pattern, per unit of its mass.
///
/// A mass w of a phase gives reflection h the area
/// w / (Z M V) · m |F|² exp(-2 ΔB s²) · LP · P · g,
/// with the mass Z M and the volume V of the cell, the multiplicity m, the Lorentz-polarization factor LP, the texture P,
/// and the reflection's own factor g where it has one. So the areas of phases are in proportion to their weight fractions,
/// in a sample that is thick enough and whose phases absorb alike.
///
/// Source: R. J. Hill, C. J. Howard, J. Appl. Cryst. 20 (1987) 467; D. L. Bish, J. E. Post (eds.), *Modern Powder
/// Diffraction* (1989), chapter 9.
public struct PhaseModel: Sendable {
    /// The structure.
    public let structure: CrystalStructure
    /// The reflections.
    public let list: ReflectionList
    let factors: StructureFactors
    let cellMass: Double

    /// Prepares the lines of a structure up to an angle.
    ///
    /// - Parameters:
    ///   - structure: The structure.
    ///   - radiation: The radiation.
    ///   - twoTheta: The largest angle 2θ that is asked for, in degrees. Lines up to two degrees beyond are kept, for
    ///     their tails and for shifts.
    ///   - stretch: By how much other cells of the phase are longer at most, a fraction; so much further in the spacing
    ///     lines are kept.
    /// - Throws: ``UnknownScatterer`` where a site has no form factor, and ``TooManyReflections`` for a cell that is too
    ///   large.
    public init(
        structure: CrystalStructure, radiation: Radiation, upTo twoTheta: Double, stretch: Double = 0.01
    ) throws {
        self.structure = structure
        let limit = (1 + stretch) * sin(min(twoTheta + 2, 180) / 2 * .pi / 180) / radiation.shortestWavelength()
        // The volume of the sphere of radius 2 sinθ/λ over that of the reciprocal cell.
        let planes = 4 / 3 * Double.pi * pow(2 * limit, 3) * structure.cell.volume
        guard planes <= TooManyReflections.largestNumber else {
            throw TooManyReflections(structure: structure.name, planes: planes)
        }
        list = ReflectionList(structure: structure, upTo: limit)
        factors = try StructureFactors(list: list, tube: radiation.tube)
        cellMass = structure.cellMass()
    }
}
