extension CrystalStructure {
    /// What one cell holds, atoms without sites included.
    public func contents() -> ChemicalFormula {
        let counts = Dictionary(uniqueKeysWithValues: unlocated.parts.map { ($0.element, $0.count) })
        return ChemicalFormula(
            sites.reduce(into: counts) { $0[$1.element, default: 0] += $1.occupancy * Double($1.equivalents.count) })
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

/// The greatest common divisor of two numbers that are not negative.
func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
    right == 0 ? left : greatestCommonDivisor(right, left % right)
}
