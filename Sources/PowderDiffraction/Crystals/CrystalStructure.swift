/// A crystal structure: cell, symmetry and sites.
public struct CrystalStructure: Sendable, Hashable {
    /// The name of the phase, such as `calcite`.
    public let name: String
    /// Where the structure was published, where that is known.
    public let citation: String?
    /// The unit cell.
    public let cell: UnitCell
    /// The symmetry.
    public let spaceGroup: SpaceGroup
    /// The sites of the asymmetric unit, with their equivalents.
    public let sites: [AtomSite]
    /// The plane of cleavage or growth that crystallites tend to lie on, where one is known; texture refers to it.
    public let cleavage: Miller?
    /// Atoms of a cell that have no sites: hydrogen that was not located.
    ///
    /// They have mass and absorb, and do not scatter.
    public let unlocated: ChemicalFormula

    /// Makes a structure.
    public init(
        name: String, citation: String?, cell: UnitCell, spaceGroup: SpaceGroup, sites: [AtomSite], cleavage: Miller?,
        unlocated: ChemicalFormula = ChemicalFormula([:])
    ) {
        self.name = name
        self.citation = citation
        self.cell = cell
        self.spaceGroup = spaceGroup
        self.sites = sites
        self.cleavage = cleavage
        self.unlocated = unlocated
    }

    /// The mass of the cell's contents, in g/mol: Z·M.
    public func cellMass() -> Double {
        sites.reduce(0) { $0 + $1.element.atomicWeight * $1.occupancy * Double($1.equivalents.count) }
            + unlocated.mass
    }

    /// The density Z·M / (N_A V), in g/cm³.
    public func density() -> Double { cellMass() / cell.volume * Self.gramsPerCubicCentimetre }

    /// 1 g/mol in 1 Å³, in g/cm³: 10²⁴ / N_A.
    private static let gramsPerCubicCentimetre = 1 / 0.602_214_076
}
