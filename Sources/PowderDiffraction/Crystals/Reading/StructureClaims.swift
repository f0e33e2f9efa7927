/// What a file says of a whole structure, to be compared with what its sites come to.
struct StructureClaims<Place> {
    /// A claim, and where it stands.
    typealias Claim<Value> = (value: Value, place: Place)

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

    /// The first claim that the structure contradicts, and how.
    func contradiction(of structure: CrystalStructure) -> (reason: String, place: Place)? {
        if let volume, !isClose(structure.cell.volume, volume.value, Self.volumeTolerance) {
            return (
                "the volume is given as \(written(volume.value)) Å³, but the cell has \(written(structure.cell.volume)) Å³",
                volume.place
            )
        }
        let contents = structure.contents()
        if let formula, let reason = Self.contradiction(formula.value, contents) { return (reason, formula.place) }
        let units = formula.map { contents.atomCount / $0.value.atomCount }
        if let unitsPerCell, let units, !isClose(units, unitsPerCell.value, Self.massTolerance) {
            return (
                "the cell is said to hold \(written(unitsPerCell.value)) formula units, but its sites come to "
                    + written(units), unitsPerCell.place
            )
        }
        if let formulaMass, let units = units ?? unitsPerCell?.value {
            let mass = structure.cellMass() / units
            if !isClose(mass, formulaMass.value, Self.massTolerance) {
                return (
                    "the formula weight is given as \(written(formulaMass.value)) g/mol, but the sites come to "
                        + "\(written(mass)) g/mol", formulaMass.place
                )
            }
        }
        if let density, !isClose(structure.density(), density.value, Self.massTolerance) {
            return (
                "the density is given as \(written(density.value)) g/cm³, but the sites come to "
                    + "\(written(structure.density())) g/cm³", density.place
            )
        }
        return nil
    }

    /// Compares a formula with what is in the cell, up to a common factor.
    ///
    /// Numbers may differ by 1 %, and by the 0.01 to which shares of sites are rounded in formulas.
    private static func contradiction(_ formula: ChemicalFormula, _ contents: ChemicalFormula) -> String? {
        let formula = formula.withoutDeuterium
        let contents = contents.withoutDeuterium
        let factor = contents.atomCount / formula.atomCount
        let elements = Set((formula.parts + contents.parts).map(\.element))
        let isSame = elements.allSatisfy { element in
            let expected = formula[element] * factor
            let difference = abs(contents[element] - expected)
            return (formula[element] > 0) == (contents[element] > 0)
                && difference <= massTolerance * max(contents[element], expected) + 0.01 * factor
        }
        return isSame
            ? nil : "the formula is given as '\(formula)', but the sites come to '\(contents)' in a cell"
    }

    private func isClose(_ value: Double, _ claim: Double, _ tolerance: Double) -> Bool {
        abs(value - claim) <= tolerance * abs(claim)
    }
}

extension ChemicalFormula {
    /// The formula with deuterium counted as hydrogen, as many files have it.
    fileprivate var withoutDeuterium: ChemicalFormula {
        var counts = Dictionary(uniqueKeysWithValues: parts.map { ($0.element, $0.count) })
        if let deuterium = counts.removeValue(forKey: .deuterium), let hydrogen = Element(atomicNumber: 1) {
            counts[hydrogen, default: 0] += deuterium
        }
        return ChemicalFormula(counts)
    }
}

/// A number with four decimals at most.
private func written(_ value: Double) -> String {
    let rounded = (value * 1e4).rounded() / 1e4
    return rounded == rounded.rounded() && abs(rounded) < 1e9 ? String(Int(rounded)) : String(rounded)
}
