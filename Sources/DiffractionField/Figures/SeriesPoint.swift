internal import PowderDiffraction

/// The fractions of a pattern, for the figure of all patterns.
package struct SeriesPoint: Sendable {
    /// Where it stands on the horizontal axis.
    package let place: Double
    /// The fraction of each phase, not a number where it was not asked for.
    package let fractions: [Double]
    /// The standard uncertainties, zero where they are not known.
    package let uncertainties: [Double]

    /// Makes a point of as many fractions as uncertainties.
    package init(place: Double, fractions: [Double], uncertainties: [Double]) {
        self.place = place
        self.fractions = fractions
        self.uncertainties = uncertainties
    }
}

extension SeriesPoint {
    /// Takes the fractions of given phases from a result.
    init(_ pattern: RefinedPattern, place: Double, phases: [String]) {
        let found = phases.map { name in pattern.result.phases.first { $0.name == name } }
        self.init(
            place: place, fractions: found.map { $0?.fraction ?? .nan },
            uncertainties: found.map { $0?.uncertainty ?? 0 })
    }
}
