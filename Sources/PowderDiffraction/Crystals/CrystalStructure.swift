/// One site of the asymmetric unit, and what sits there.
public struct AtomSite: Sendable, Hashable {
    /// Its name in the structure, such as `O1`.
    public let label: String
    /// The element, such as `Ca`.
    public let element: Element
    /// The name of its form factor: the element, or an ion such as `Ca2+`.
    public let scatterer: String
    /// Where it sits, in fractions of the axes.
    public let position: SIMD3<Double>
    /// The share of such sites that is filled, above 0 and at most 1.
    public let occupancy: Double
    /// The isotropic displacement parameter B, in Å²: the amplitude falls as exp(-B sin²θ/λ²).
    public let displacement: Double
    /// Every equivalent place in the cell, this one first, each part of it from 0 to below 1.
    public let equivalents: [SIMD3<Double>]

    /// Joins what is known of a site.
    public init(
        label: String, element: Element, scatterer: String, position: SIMD3<Double>, occupancy: Double,
        displacement: Double, equivalents: [SIMD3<Double>]
    ) {
        self.label = label
        self.element = element
        self.scatterer = scatterer
        self.position = position
        self.occupancy = occupancy
        self.displacement = displacement
        self.equivalents = equivalents
    }
}

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

    /// Joins a structure.
    public init(
        name: String, citation: String?, cell: UnitCell, spaceGroup: SpaceGroup, sites: [AtomSite], cleavage: Miller?
    ) {
        self.name = name
        self.citation = citation
        self.cell = cell
        self.spaceGroup = spaceGroup
        self.sites = sites
        self.cleavage = cleavage
    }

    /// The mass of the cell's contents, in g/mol: Z·M.
    public var cellMass: Double {
        sites.reduce(0) { $0 + $1.element.atomicWeight * $1.occupancy * Double($1.equivalents.count) }
    }

    /// The density Z·M / (N_A V), in g/cm³.
    public var density: Double { cellMass / cell.volume * Self.gramsPerCubicCentimetre }

    /// 1 g/mol in 1 Å³, in g/cm³: 10²⁴ / N_A.
    private static let gramsPerCubicCentimetre = 1 / 0.602_214_076
}
