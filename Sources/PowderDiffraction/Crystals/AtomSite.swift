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

    /// Makes a site.
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
