extension CrystalStructure {
    /// The structure under another name.
    package func named(_ name: String) -> CrystalStructure { copy(name: name) }

    /// The structure with another plane of texture, or with none.
    package func lying(on plane: Miller?) -> CrystalStructure { copy(cleavage: .some(plane)) }

    /// The structure with other atoms that have no sites.
    func withUnlocated(_ atoms: ChemicalFormula) -> CrystalStructure { copy(unlocated: atoms) }

    private func copy(
        name: String? = nil, cleavage: Miller?? = nil, unlocated: ChemicalFormula? = nil
    ) -> CrystalStructure {
        CrystalStructure(
            name: name ?? self.name, citation: citation, cell: cell, spaceGroup: spaceGroup, sites: sites,
            cleavage: cleavage ?? self.cleavage, unlocated: unlocated ?? self.unlocated)
    }
}
