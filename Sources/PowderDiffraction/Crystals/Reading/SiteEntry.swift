/// A site as a file has it, before the symmetry is applied.
struct SiteEntry {
    let label: String
    var name: ScattererName
    let position: SIMD3<Double>
    let occupancy: Double
    let displacement: Double
    /// The standard uncertainty of the occupancy, 0 where none is given.
    var occupancyUncertainty = 0.0
}
