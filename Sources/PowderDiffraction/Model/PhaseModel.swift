internal import Foundation

/// What may vary about a phase from one sample to another.
public struct PhaseState: Sendable, Hashable {
    /// The unit cell.
    public var cell: UnitCell
    /// ΔB, what is added to the displacement parameter of every site, in Å².
    public var displacement: Double
    /// How size and strain broaden the lines.
    public var width: SampleWidth
    /// r of March and Dollase: 1 for crystallites without preference, below 1 for plates that lie on their cleavage.
    ///
    /// A line is multiplied with the mean of (r² cos²α + sin²α / r)^(-3/2) over its planes, with the angle α between a plane
    /// and the structure's ``CrystalStructure/cleavage``.
    ///
    /// Source: W. A. Dollase, J. Appl. Cryst. 19 (1986) 267.
    public var texture: Double
    /// What each reflection's intensity is multiplied with, in the order of the list; nothing where it is left out.
    ///
    /// A sample has too few crystallites for all directions to be equally frequent, and a structure model is not perfect.
    public var graininess: [Double]

    /// Joins the parts; what is left out is as published, or broadens nothing.
    public init(
        cell: UnitCell, displacement: Double = 0, width: SampleWidth = SampleWidth(), texture: Double = 1,
        graininess: [Double] = []
    ) {
        self.cell = cell
        self.displacement = displacement
        self.width = width
        self.texture = texture
        self.graininess = graininess
    }
}

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
    private let factors: StructureFactors
    private let cellMass: Double

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
        cellMass = structure.cellMass
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
        guard abs(largest) > 0.02 * shape.width else { return body(angle, area, shape) }
        for node in AxialDivergence.nodes {
            body(angle - largest * node.place * node.place, area * node.weight, shape)
        }
    }
}

/// A cell has so many planes that its pattern is no longer one of lines.
public struct TooManyReflections: Error, Equatable, CustomStringConvertible {
    /// The structure's name.
    public let structure: String
    /// About how many planes there are up to the largest angle.
    public let planes: Double

    static let largestNumber = 1e6

    /// The structure and the number.
    public var description: String {
        "\(structure) has about \(Int(min(planes, 1e18))) lattice planes up to the largest angle, more than "
            + "\(Int(Self.largestNumber)): its cell is too large"
    }
}

extension ReflectionList {
    /// The texture factor of March and Dollase, the mean over a reflection's planes of
    /// (r² cos²α + sin²α / r)^(-3/2), with the angle α between a plane and the preferred one.
    ///
    /// The angles are those of the structure's own cell. Without a preferred plane the factor is 1.
    ///
    /// Source: W. A. Dollase, J. Appl. Cryst. 19 (1986) 267.
    @inline(__always)
    func texture(_ reflection: Int, r: Double) -> Double {
        let range = cosineOffsets[reflection]..<cosineOffsets[reflection + 1]
        guard r != 1, !range.isEmpty else { return 1 }
        var sum = 0.0
        for index in range {
            let squaredCosine = squaredCosines[index]
            let base = r * r * squaredCosine + (1 - squaredCosine) / r
            sum += 1 / (base * base.squareRoot())
        }
        return sum / Double(range.count)
    }
}

extension PhaseModel {
    /// The angles 2θ, in degrees, of the lines whose area is at least a share of the strongest one's, in the structure's
    /// own cell.
    ///
    /// - Parameters:
    ///   - share: The share, from 0 to 1.
    ///   - instrument: The instrument, of which only the radiation and the polarization matter.
    /// - Returns: The angles, in rising order.
    public func strongLines(share: Double, instrument: Instrument) -> [Double] {
        var lines: [(angle: Double, area: Double)] = []
        let state = PhaseState(cell: structure.cell)
        forEachLine(state: state, instrument: instrument, placement: SamplePlacement(), step: 0) { angle, area, _ in
            lines.append((angle, area))
        }
        let strongest = lines.reduce(0) { max($0, $1.area) }
        return lines.filter { $0.area >= share * strongest }.map(\.angle).sorted()
    }
}
