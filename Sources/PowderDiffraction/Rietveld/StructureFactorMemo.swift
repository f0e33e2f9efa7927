/// The squared structure factors of a phase for the cell that they were last asked for.
///
/// Of all that a refinement varies they depend on the cell alone, and most points of a refinement share it with the one
/// before.
final class StructureFactorMemo {
    private var cell: UnitCell?
    private var values: [StructureFactors.Squared] = []

    /// |F|² of every reflection, in the order of the list, with its slopes.
    func values(of phase: PhaseModel, cell: UnitCell) -> [StructureFactors.Squared] {
        if self.cell != cell {
            values = phase.factors.squared(in: cell)
            self.cell = cell
        }
        return values
    }
}
