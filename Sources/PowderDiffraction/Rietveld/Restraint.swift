/// Where a parameter lies in nature: a normal distribution, cut off at bounds.
///
/// The distribution adds ((q - expected) / spread)² to what is minimized, so that a parameter on which the pattern says nothing stays
/// where it is expected. Lengths of cells are meant relative to the published ones, angles as differences to them.
struct Restraint: Sendable, Hashable {
    let expected: Double
    let spread: Double
    let lower: Double
    let upper: Double
}
