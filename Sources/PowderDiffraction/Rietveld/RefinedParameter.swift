/// One number that a refinement varies.
struct RefinedParameter: Sendable, Hashable {
    let family: RefinedFamily
    /// The index of its phase, or nothing for one of the instrument or the sample.
    let phase: Int?
    /// What it does to lines.
    let line: LineParameter
    /// Where it lies in nature, in its own unit.
    let restraint: Restraint

    /// All parameters that a family has for given structures.
    static func parameters(of family: RefinedFamily, structures: [CrystalStructure]) -> [RefinedParameter] {
        guard family.belongsToPhase else {
            return [
                RefinedParameter(family: family, phase: nil, line: line(of: family), restraint: family.restraint)
            ]
        }
        return structures.enumerated().flatMap { phase, structure in
            restrained(family, structure).map { line, restraint in
                RefinedParameter(family: family, phase: phase, line: line, restraint: restraint)
            }
        }
    }

    /// What a family means for the lines of a structure, with its restraint in the structure's own terms.
    private static func restrained(
        _ family: RefinedFamily, _ structure: CrystalStructure
    ) -> [(LineParameter, Restraint)] {
        let natural = family.restraint
        switch family {
        case .cellLengths, .cellAngles:
            let freedom = CellFreedom(cell: structure.cell, spaceGroup: structure.spaceGroup)
            return freedom.groups.filter { $0.leader.isLength == (family == .cellLengths) }.map { group in
                let published = structure.cell[group.leader]
                let unit = group.leader.isLength ? published : 1
                return (
                    .cell(group),
                    Restraint(
                        expected: published + natural.expected * unit, spread: natural.spread * unit,
                        lower: published + natural.lower * unit, upper: published + natural.upper * unit)
                )
            }
        case .displacement:
            // No site's B becomes negative.
            let smallest = structure.sites.reduce(.infinity) { min($0, $1.displacement) }
            return [
                (
                    .displacement,
                    Restraint(
                        expected: natural.expected, spread: natural.spread,
                        lower: max(natural.lower, -max(smallest, 0)),
                        upper: natural.upper)
                )
            ]
        case .texture:
            return structure.cleavage == nil ? [] : [(.texture, natural)]
        default:
            return [(line(of: family), natural)]
        }
    }

    private static func line(of family: RefinedFamily) -> LineParameter {
        switch family {
        case .size: .inverseSize
        case .strain: .strain
        case .displacement, .cellLengths, .cellAngles: .displacement
        case .texture: .texture
        case .sampleDisplacement: .sampleDisplacement
        case .zeroShift: .zeroShift
        case .gaussianWidth: .gaussianWidth
        case .gaussianWidening: .gaussianWidening
        case .lorentzianWidth: .lorentzianWidth
        case .axialDivergence: .squaredAxialDivergence
        }
    }
}

/// Everything about a sample and an instrument that decides where lines are and what they look like.
struct PatternState: Sendable, Hashable {
    var phases: [PhaseState]
    var instrument: Instrument
    var placement: SamplePlacement

    /// The value of a parameter.
    subscript(parameter: RefinedParameter) -> Double {
        func ofPhase(_ value: (PhaseState) -> Double) -> Double { parameter.phase.map { value(phases[$0]) } ?? 0 }
        return switch parameter.line {
        case .cell(let group): ofPhase { $0.cell[group.leader] }
        case .inverseSize: ofPhase { 1 / $0.width.size }
        case .strain: ofPhase { $0.width.strain }
        case .displacement: ofPhase { $0.displacement }
        case .texture: ofPhase { $0.texture }
        case .sampleDisplacement: placement.displacement
        case .zeroShift: placement.zeroShift
        case .gaussianWidth: instrument.width.w
        case .gaussianWidening: instrument.width.u
        case .lorentzianWidth: instrument.width.lorentzian
        case .squaredAxialDivergence: instrument.axialDivergence * instrument.axialDivergence
        }
    }

    /// Sets a parameter; a cell that no longer is one stays as it was.
    mutating func set(_ parameter: RefinedParameter, to value: Double) {
        func update(_ change: (inout PhaseState) -> Void) {
            if let phase = parameter.phase { change(&phases[phase]) }
        }
        switch parameter.line {
        case .cell(let group): update { $0.cell = $0.cell.setting(group, to: value) ?? $0.cell }
        case .inverseSize: update { $0.width.size = 1 / value }
        case .strain: update { $0.width.strain = value }
        case .displacement: update { $0.displacement = value }
        case .texture: update { $0.texture = value }
        case .sampleDisplacement: placement.displacement = value
        case .zeroShift: placement.zeroShift = value
        case .gaussianWidth: instrument.width.w = value
        case .gaussianWidening: instrument.width.u = value
        case .lorentzianWidth: instrument.width.lorentzian = value
        case .squaredAxialDivergence: instrument.axialDivergence = value.squareRoot()
        }
    }
}
