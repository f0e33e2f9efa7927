internal import DeclarativeFiles
internal import Foundation
internal import NumericalMethods

/// How the phases of simulated samples vary.
package struct SimulatedPhases: Sendable, Hashable {
    /// The largest relative change of each length of a cell that the symmetry leaves free on its own, up and down.
    package let cellLengths: Double
    /// ΔB, in Å², which is added to the displacement parameter of every site.
    package let displacement: ValueRange
    /// The size of crystallites, in nanometres.
    package let size: ValueRange
    /// The strain Δd/d.
    package let strain: ValueRange
    /// The texture of each phase, r of March and Dollase, in their order.
    package let texture: [ValueRange]
    /// The standard deviation of the logarithm of each line's intensity.
    package let graininess: Double
    /// The same of what all lines of parallel planes share.
    package let planeGraininess: Double
    /// The diameter of particles in micrometres, for microabsorption, or nothing where they are too small for it.
    package let particleDiameter: ValueRange?

    /// Makes phases of which nothing varies but what is given; there must be a texture for each phase.
    package init(
        cellLengths: Double = 0, displacement: ValueRange = .fixed(0), size: ValueRange = .fixed(1000),
        strain: ValueRange = .fixed(0), texture: [ValueRange], graininess: Double = 0, planeGraininess: Double = 0,
        particleDiameter: ValueRange? = nil
    ) {
        self.cellLengths = cellLengths
        self.displacement = displacement
        self.size = size
        self.strain = strain
        self.texture = texture
        self.graininess = graininess
        self.planeGraininess = planeGraininess
        self.particleDiameter = particleDiameter
    }

    var canonical: StructuredValue {
        var members: [String: StructuredValue] = [
            "cell-lengths": .number(cellLengths), "displacement": displacement.canonical, "size": size.canonical,
            "strain": strain.canonical, "texture": .array(texture.map(\.canonical)),
            "graininess": .number(graininess),
        ]
        // What is left out does not change the identity of samples.
        if planeGraininess > 0 { members["plane-graininess"] = .number(planeGraininess) }
        members["particle-diameter"] = particleDiameter?.canonical
        return .object(members)
    }

    /// Draws the state of a phase.
    ///
    /// - Parameters:
    ///   - index: Which of the phases.
    ///   - model: Its structure and reflections.
    ///   - families: Which of its planes are parallel.
    ///   - isNeeded: Whether there is anything of the phase. Where there is not, its grains are passed over, so that what
    ///     is drawn next is the same.
    ///   - stream: The source of the draws.
    /// - Returns: The state.
    func draw(
        phase index: Int, model: PhaseModel, families: PlaneFamilies, isNeeded: Bool = true,
        from stream: inout RandomStream
    ) -> PhaseState {
        let stretch = ValueRange(1 - cellLengths, 1 + cellLengths)
        let factors = (0..<3).map { _ in stretch.draw(from: &stream) }
        var state = PhaseState(
            cell: model.structure.cell.stretched(by: factors), displacement: displacement.draw(from: &stream),
            width: SampleWidth(size: size.draw(from: &stream), strain: strain.draw(from: &stream)),
            texture: texture[index].draw(from: &stream))
        let reflections = model.list.reflections.count
        guard isNeeded else {
            let grains = (graininess > 0 ? reflections : 0) + (planeGraininess > 0 ? families.count : 0)
            for _ in 0..<grains { stream.skipNormal() }
            return state
        }
        if graininess > 0 { state.graininess = (0..<reflections).map { _ in grain(graininess, from: &stream) } }
        if planeGraininess > 0 {
            let shared = (0..<families.count).map { _ in grain(planeGraininess, from: &stream) }
            state.multiply(reflections: reflections) { shared[families.indices[$0]] }
        }
        return state
    }
}

extension SimulatedPhases {
    /// Requires a plane of cleavage where there is texture, and displacement parameters that stay above zero.
    func requireSuitable(_ structure: CrystalStructure, phase index: Int) throws {
        if structure.cleavage == nil, texture[index] != .fixed(1) {
            throw UnsuitableStructure(
                structure: structure.name,
                reason: "a texture is asked for, and the structure names no plane of cleavage "
                    + "('_proportions_cleavage_plane' in a CIF file)")
        }
        if let site = structure.sites.first(where: { $0.displacement + displacement.low < 0 }) {
            throw UnsuitableStructure(
                structure: structure.name,
                reason: "a displacement of \(displacement.low) Å² takes B of the site '\(site.label)', "
                    + "\(site.displacement) Å², below zero")
        }
    }

    /// A factor of mean 1: log-normal, so that no intensity is negative.
    private func grain(_ deviation: Double, from stream: inout RandomStream) -> Double {
        exp(deviation * stream.normal() - deviation * deviation / 2)
    }
}

extension PhaseState {
    /// Multiplies the intensity of each reflection with a factor.
    mutating func multiply(reflections count: Int, by factor: (_ reflection: Int) -> Double) {
        graininess = (0..<count).map { (graininess.isEmpty ? 1 : graininess[$0]) * factor($0) }
    }
}
