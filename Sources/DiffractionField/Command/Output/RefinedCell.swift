internal import PowderDiffraction
internal import Reports

/// The cell of a phase as a refinement leaves it, with the uncertainties of what was refined.
struct RefinedCell {
    private let numbers: [(parameter: CellParameter, value: Double, uncertainty: Double?)]
    private let volume: Double

    /// Puts refined lengths and angles, and all that symmetry ties to them, into the cell of a structure.
    init(_ structure: CrystalStructure, values: [RefinementResult.Value]) {
        let freedom = CellFreedom(cell: structure.cell, spaceGroup: structure.spaceGroup)
        var (cell, uncertainties) = (structure.cell, [CellParameter: Double]())
        for group in freedom.groups {
            guard let value = values.first(where: { $0.name == group.leader.rawValue }) else { continue }
            cell = cell.setting(group, to: value.value) ?? cell
            for member in group.members { uncertainties[member] = value.uncertainty }
        }
        numbers = CellParameter.allCases.map { ($0, cell[$0], uncertainties[$0]) }
        volume = cell.volume
    }

    /// The items of a CIF file.
    func text() -> String {
        numbers.map { parameter, value, uncertainty in
            CIFText.number(
                "_cell_\(parameter.isLength ? "length" : "angle")_\(parameter.rawValue)",
                NumberText.uncertain(value, uncertainty))
        }.joined() + CIFText.number("_cell_volume", NumberText.fixed(volume, decimals: 3))
    }
}
