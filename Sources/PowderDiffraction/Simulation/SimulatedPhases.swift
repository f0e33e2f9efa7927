internal import DeclarativeFiles
internal import Foundation
internal import NumericalMethods

/// How the phases of simulated samples vary, as the section `phases` of a simulation says it.
///
/// ```yaml
/// phases:
///   cell-lengths: 0.003        # relative, up and down, each length that the symmetry leaves free on its own
///   displacement: [-0.2, 0.4]  # ΔB, in Å², added to every site's
///   size: [30, 300]            # nanometres, equal ratios equally likely
///   strain: [0, 0.002]         # Δd/d
///   texture: {gibbsite: [0.4, 1], others: [0.8, 1.1]}    # r of March and Dollase
///   graininess: 0.05           # standard deviation of the logarithm of each line's intensity
/// ```
struct SimulatedPhases: Sendable, Hashable {
    /// The largest relative change of a cell's length.
    let cellLengths: Double
    let displacement: ValueRange
    let size: ValueRange
    let strain: ValueRange
    /// The texture of each phase, in their order.
    let texture: [ValueRange]
    /// The standard deviation of the logarithm of each line's intensity.
    let graininess: Double

    /// Reads a section, and reports what is wrong with it.
    static func read(_ section: Section, phases: [String]) -> SimulatedPhases? {
        section.explain([
            "cell-lengths": "The largest relative change of the lengths of the cell, up and down.",
            "displacement": "What is added to the displacement parameter B of every site, in Å².",
            "size": "The size of the crystallites in nanometres, equal ratios equally likely.",
            "strain": "The microstrain Δd/d.",
            "texture": "The parameter r of March and Dollase, for each phase that has a plane of cleavage.",
            "texture.others": "That of the phases that have none of their own.",
            "texture.PHASE": "That of one phase; as of `others` where it is left out.",
            "graininess": "The standard deviation of the logarithm of each line's intensity.",
        ])
        let cellLengths = section.number("cell-lengths", in: 0...0.05, default: 0)
        let displacement = section.valueRange("displacement", in: -2...5, default: .fixed(0))
        let size = section.valueRange("size", in: 2...10_000, scale: .logarithmic, default: .fixed(1000))
        let strain = section.valueRange("strain", in: 0...0.05, default: .fixed(0))
        let texture = readTexture(section.optionalSection("texture"), phases: phases)
        let graininess = section.number("graininess", in: 0...1, default: 0)
        section.finish()
        guard let cellLengths, let displacement, let size, let strain, let texture, let graininess else { return nil }
        return SimulatedPhases(
            cellLengths: cellLengths, displacement: displacement, size: size, strain: strain, texture: texture,
            graininess: graininess)
    }

    private static func readTexture(_ section: Section?, phases: [String]) -> [ValueRange]? {
        guard let section else { return phases.map { _ in .fixed(1) } }
        defer { section.finish() }
        guard let others = section.valueRange("others", in: 0.1...10, default: .fixed(1)) else { return nil }
        let ranges = phases.map {
            section.contains($0) ? section.optionalValueRange($0, in: 0.1...10) : others
        }
        return ranges.contains(nil) ? nil : ranges.compactMap(\.self)
    }

    var canonical: StructuredValue {
        [
            "cell-lengths": .number(cellLengths), "displacement": displacement.canonical, "size": size.canonical,
            "strain": strain.canonical, "texture": .array(texture.map(\.canonical)),
            "graininess": .number(graininess),
        ]
    }

    /// Draws the state of a phase.
    ///
    /// - Parameters:
    ///   - index: Which of the phases.
    ///   - model: Its structure and reflections.
    ///   - stream: The source of the draws.
    /// - Returns: The state.
    func draw(phase index: Int, model: PhaseModel, from stream: inout RandomStream) -> PhaseState {
        let stretch = ValueRange(1 - cellLengths, 1 + cellLengths)
        let factors = (0..<3).map { _ in stretch.draw(from: &stream) }
        return PhaseState(
            cell: model.structure.cell.stretched(by: factors), displacement: displacement.draw(from: &stream),
            width: SampleWidth(size: size.draw(from: &stream), strain: strain.draw(from: &stream)),
            texture: texture[index].draw(from: &stream),
            graininess: graininess > 0 ? model.list.reflections.map { _ in grain(from: &stream) } : [])
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
    private func grain(from stream: inout RandomStream) -> Double {
        exp(graininess * stream.normal() - graininess * graininess / 2)
    }
}
