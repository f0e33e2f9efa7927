package import Reports

/// A refined pattern, for a figure.
package struct RefinementPicture: Sendable {
    /// A phase, and where its lines are.
    package struct Phase: Sendable {
        /// Its name.
        package let name: String
        /// What stands behind its marks, such as its fraction.
        package let note: String
        /// The angles 2θ of its lines, in degrees.
        package let positions: [Double]

        /// Makes a phase.
        package init(name: String, note: String, positions: [Double]) {
            self.name = name
            self.note = note
            self.positions = positions
        }
    }

    /// What the pattern is called.
    package let title: String
    /// What has to be said loudly, such as that the refinement did not converge; empty where there is nothing.
    package let warning: String
    /// How well the patterns agree, in words.
    package let agreement: String
    /// The angles 2θ, in degrees: two or more, which rise.
    package let twoTheta: [Double]
    /// The observed intensities.
    package let observed: [Double]
    /// The calculated intensities.
    package let calculated: [Double]
    /// The part of the calculated ones that is background.
    package let background: [Double]
    /// The phases, from the top.
    package let phases: [Phase]
    /// How intensities are shown.
    package let scale: Axis.Scale
    /// Ranges of angles that were left out, in degrees.
    package let excluded: [ClosedRange<Double>]

    /// Makes a picture; there must be an intensity of each kind for every angle.
    package init(
        title: String, warning: String = "", agreement: String, twoTheta: [Double], observed: [Double],
        calculated: [Double], background: [Double], phases: [Phase], scale: Axis.Scale = .squareRoot,
        excluded: [ClosedRange<Double>] = []
    ) {
        precondition(
            twoTheta.count >= 2 && [observed, calculated, background].allSatisfy { $0.count == twoTheta.count },
            "\(observed.count) observed, \(calculated.count) calculated and \(background.count) background intensities "
                + "at \(twoTheta.count) angles")
        self.title = title
        self.warning = warning
        self.agreement = agreement
        self.twoTheta = twoTheta
        self.observed = observed
        self.calculated = calculated
        self.background = background
        self.phases = phases
        self.scale = scale
        self.excluded = excluded
    }

    /// The part of the picture that lies within a window, or nothing where that has fewer than two points.
    package func part(within window: ClosedRange<Double>) -> RefinementPicture? {
        let shown = twoTheta.indices.filter { window.contains(twoTheta[$0]) }
        guard shown.count >= 2 else { return nil }
        func part(_ values: [Double]) -> [Double] { shown.map { values[$0] } }
        let angles = twoTheta[shown[0]]...twoTheta[shown[shown.count - 1]]
        return RefinementPicture(
            title: title, warning: warning, agreement: agreement, twoTheta: part(twoTheta), observed: part(observed),
            calculated: part(calculated), background: part(background),
            phases: phases.map {
                Phase(name: $0.name, note: $0.note, positions: $0.positions.filter(angles.contains))
            }, scale: scale, excluded: excluded.filter(angles.overlaps))
    }
}
