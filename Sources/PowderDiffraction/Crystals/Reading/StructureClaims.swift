/// What a file says of a whole structure, to be compared with what its sites come to.
struct StructureClaims<Place> {
    /// A claim, and where it stands.
    typealias Claim<Value> = (value: Value, place: Place)
    /// A claim that the structure contradicts: how, and where it stands.
    typealias Contradiction = (reason: String, place: Place)

    /// The content of a formula unit.
    var formula: Claim<ChemicalFormula>?
    /// The number of formula units in a cell.
    var unitsPerCell: Claim<Double>?
    /// The mass of a formula unit, in g/mol.
    var formulaMass: Claim<Double>?
    /// The density, in g/cm³.
    var density: Claim<Double>?
    /// The volume of the cell, in Å³.
    var volume: Claim<Double>?

    /// Masses and densities are often given with 3 digits, and an atom of hydrogen more or less is 1 g/mol of 78 in gibbsite.
    private static var massTolerance: Double { 0.01 }
    /// Volumes follow from the cell, and differ by rounding only: 48.8 by 0.1 %.
    private static var volumeTolerance: Double { 0.002 }

    /// The formula beside what the sites come to, where there is one.
    func formulaComparison(_ structure: CrystalStructure) -> FormulaComparison? {
        formula.map {
            FormulaComparison(
                formula: $0.value, contents: structure.contents(), claimedUnits: unitsPerCell?.value)
        }
    }

    /// The claims beside the formula that the structure contradicts.
    ///
    /// - Parameters:
    ///   - structure: The structure, with the hydrogen that has no sites.
    ///   - units: The number of formula units in a cell, by the formula.
    /// - Returns: The contradictions, in the order volume, number of units, formula weight, density.
    func contradictions(of structure: CrystalStructure, units: Double?) -> [Contradiction] {
        var found: [Contradiction] = []
        func compare(
            _ claim: Claim<Double>?, with values: [Double], _ tolerance: Double, _ words: (String, String) -> String
        ) {
            guard let claim, let value = values.first,
                !values.contains(where: { abs($0 - claim.value) <= tolerance * abs(claim.value) })
            else { return }
            found.append((words(numberText(claim.value), numberText(value)), claim.place))
        }
        compare(volume, with: [structure.cell.volume], Self.volumeTolerance) {
            "the volume is given as \($0) Å³, but the cell has \($1) Å³"
        }
        compare(unitsPerCell, with: units.map { [$0] } ?? [], Self.massTolerance) {
            "the cell is said to hold \($0) formula units, but its sites come to \($1)"
        }
        // Some programs leave hydrogen out of masses when it has no sites.
        let masses = [structure.cellMass(), structure.cellMass() - structure.unlocated.mass]
        if let units = units ?? unitsPerCell?.value {
            compare(formulaMass, with: masses.map { $0 / units }, Self.massTolerance) {
                "the formula weight is given as \($0) g/mol, but the sites come to \($1) g/mol"
            }
        }
        let densities = masses.map { $0 / structure.cellMass() * structure.density() }
        compare(density, with: densities, Self.massTolerance) {
            "the density is given as \($0) g/cm³, but the sites come to \($1) g/cm³"
        }
        return found
    }
}
