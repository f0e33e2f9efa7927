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
        case .beamOverflow: .overflowSine
        }
    }
}
