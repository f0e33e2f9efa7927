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
        let limit = (1 + stretch) * sin(min(twoTheta + 2, 180) / 2 * .pi / 180) / radiation.shortestWavelength
        // The volume of the sphere of radius 2 sinθ/λ over that of the reciprocal cell.
        let planes = 4 / 3 * Double.pi * pow(2 * limit, 3) * structure.cell.volume
        guard planes <= TooManyReflections.largestNumber else {
            throw TooManyReflections(structure: structure.name, planes: planes)
        }
        list = ReflectionList(structure: structure, upTo: limit)
        factors = try StructureFactors(list: list, tube: radiation.tube)
        cellMass = structure.cellMass()
    }

    /// Hands over every line: its angle 2θ in degrees with all shifts, its area for a unit of mass, and its shape.
    ///
    /// - Parameters:
    ///   - state: The state of the phase.
    ///   - instrument: The instrument.
    ///   - placement: How the sample lies in it.
    ///   - step: The distance of two points of the pattern, in degrees.
    ///   - body: Is called for every line.
    @inline(__always)
    func forEachLine(
        state: PhaseState, instrument: Instrument, placement: SamplePlacement, step: Double,
        _ body: (_ twoTheta: Double, _ area: Double, _ shape: PeakShape) -> Void
    ) {
        precondition(
            state.graininess.isEmpty || state.graininess.count == list.reflections.count,
            "\(state.graininess.count) factors for \(list.reflections.count) reflections")
        let metric = state.cell.reciprocalMetric
        let scale = 1 / (cellMass * state.cell.volume)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: max(factors.scratchCount, 1)) { scratch in
            guard let amplitudes = scratch.baseAddress else { return }
            for (index, reflection) in list.reflections.enumerated() {
                let squared = metric.squaredLength(reflection.plane) / 4
                let s = squared.squareRoot()
                let intensity =
                    scale * Double(reflection.multiplicity) * exp(-2 * state.displacement * squared)
                    * factors.squared(index, s: s, amplitudes: amplitudes)
                    * list.texture(index, r: state.texture)
                    * (state.graininess.isEmpty ? 1 : state.graininess[index])
                for line in instrument.radiation.lines {
                    let sine = line.wavelength * s
                    guard sine < 1 else { continue }
                    let theta = asin(sine)
                    let shape = PeakShape(
                        theta: theta, wavelength: line.wavelength, instrument: instrument.width, sample: state.width,
                        step: step)
                    let angle = 2 * theta * 180 / .pi + placement.shift(theta: theta, radius: instrument.radius)
                    let area = intensity * line.share * instrument.lorentzPolarization(theta: theta)
                    split(angle: angle, area: area, shape: shape, divergence: instrument.axialDivergence, body)
                }
            }
        }
    }

    /// Hands over a line, or the lines that stand for it where axial divergence makes it lean.
    @inline(__always)
    private func split(
        angle: Double, area: Double, shape: PeakShape, divergence: Double,
        _ body: (_ twoTheta: Double, _ area: Double, _ shape: PeakShape) -> Void
    ) {
        let largest = AxialDivergence.largestShift(divergence: divergence, twoTheta: angle * .pi / 180)
        guard abs(largest) > AxialDivergence.smallestShare * shape.width else { return body(angle, area, shape) }
        for node in AxialDivergence.nodes {
            body(angle - largest * node.place * node.place, area * node.weight, shape)
        }
    }
}
