internal import PowderDiffraction

/// The phases of a pattern.
struct PhaseSelection: Sendable {
    /// The phases whose fractions sum to one.
    let structures: [CrystalStructure]
    /// Phases that may be there and do not count.
    let impurities: [CrystalStructure]
    /// Tells selections of one call apart.
    let number: Int

    /// The names of all, those that count first.
    var names: [String] { (structures + impurities).map(\.name) }
}
