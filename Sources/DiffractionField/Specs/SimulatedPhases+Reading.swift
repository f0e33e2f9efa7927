internal import DeclarativeFiles
internal import PowderDiffraction

extension SimulatedPhases {
    /// Reads the section `phases` of a simulation, and reports what is wrong with it.
    ///
    /// ```yaml
    /// phases:
    ///   cell-lengths: 0.003        # relative, up and down, each length that the symmetry leaves free on its own
    ///   displacement: [-0.2, 0.4]  # ΔB, in Å², added to every site's
    ///   size: [30, 300]            # nanometres, equal ratios equally likely
    ///   strain: [0, 0.002]         # Δd/d
    ///   texture: {gibbsite: [0.4, 1], others: [0.8, 1.1]}    # r of March and Dollase
    ///   graininess: 0.05           # standard deviation of the logarithm of each line's intensity
    ///   plane-graininess: 0.05     # the same of what lines of parallel planes share
    ///   particle-diameter: [0.1, 2]    # micrometres, equal ratios equally likely; no microabsorption without it
    /// ```
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
            "plane-graininess": "That of what all lines of parallel planes share.",
            "particle-diameter": "The diameter of the particles of each phase in micrometres, for microabsorption.",
        ])
        let cellLengths = section.number("cell-lengths", in: 0...0.05, default: 0)
        let displacement = section.valueRange("displacement", in: -2...5, default: .fixed(0))
        let size = section.valueRange("size", in: 2...10_000, scale: .logarithmic, default: .fixed(1000))
        let strain = section.valueRange("strain", in: 0...0.05, default: .fixed(0))
        let texture = readTexture(section.optionalSection("texture"), phases: phases)
        let graininess = section.number("graininess", in: 0...1, default: 0)
        let planeGraininess = section.number("plane-graininess", in: 0...1, default: 0)
        let diameter = section.optionalValueRange("particle-diameter", in: 0.01...100, scale: .logarithmic)
        section.finish()
        guard let cellLengths, let displacement, let size, let strain, let texture, let graininess,
            let planeGraininess, diameter != nil || !section.contains("particle-diameter")
        else { return nil }
        return SimulatedPhases(
            cellLengths: cellLengths, displacement: displacement, size: size, strain: strain, texture: texture,
            graininess: graininess, planeGraininess: planeGraininess, particleDiameter: diameter)
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
}
