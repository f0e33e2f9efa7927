/// Where a refinement ended: from there that of a pattern alike may begin.
package struct RefinementEnding: Sendable {
    /// What was refined: only a refinement of the same may begin here.
    let subject: Subject
    /// The parameters; those of phases that were not there are left out.
    let values: [RefinedParameter: Double]
    /// Which phases were there.
    let isPresent: [Bool]
    /// The cells and textures that a bound held, and the sizes and strains that their upper bound did.
    let held: Set<RefinedParameter>
    /// χ² over the number of points less that of unknowns.
    package let reducedChiSquared: Double

    /// What a refinement is of.
    struct Subject: Sendable, Equatable {
        let phases: [String]
        let lines: [Radiation.Line]
        let recipe: RefinementRecipe
    }

    /// How much larger χ² of a point and unknown may be than that of the neighbour before the fit counts as worse.
    private static let worse = 1.2

    /// Whether a refinement that began at the ending of a neighbour has gone as it should.
    ///
    /// The same phases are there, no cell, texture or width has come to a bound, and it fits about as well: a minimum that belongs to
    /// another pattern shows in one of the three.
    func isPlausible(after neighbour: RefinementEnding) -> Bool {
        isPresent == neighbour.isPresent && held.isSubset(of: neighbour.held)
            && reducedChiSquared <= Self.worse * neighbour.reducedChiSquared
    }
}
