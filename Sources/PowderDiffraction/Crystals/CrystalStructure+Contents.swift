extension CrystalStructure {
    /// What one cell holds.
    public func contents() -> ChemicalFormula {
        ChemicalFormula(
            sites.reduce(into: [:]) { $0[$1.element, default: 0] += $1.occupancy * Double($1.equivalents.count) })
    }

    /// The number Z of formula units in a cell, the largest that leaves whole numbers.
    ///
    /// Where sites are shared or partly filled, and the cell holds no whole numbers of atoms, whole numbers of sites count.
    public func unitsPerCell() -> Int {
        let counts = contents().parts.map(\.count)
        let isWhole = counts.allSatisfy { abs($0 - $0.rounded()) < 1e-6 }
        let numbers = isWhole ? counts.map { Int($0.rounded()) } : sites.map(\.equivalents.count)
        return max(1, numbers.reduce(0, greatestCommonDivisor))
    }

    /// What one formula unit holds.
    public func formula() -> ChemicalFormula { contents().divided(by: Double(unitsPerCell())) }

    /// The mass M of a formula unit, in g/mol.
    public func molarMass() -> Double { cellMass() / Double(unitsPerCell()) }
}

private func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
    right == 0 ? left : greatestCommonDivisor(right, left % right)
}
