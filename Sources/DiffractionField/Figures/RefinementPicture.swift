/// A refined pattern, for a figure.
public struct RefinementPicture: Sendable {
    /// A phase, and where its lines are.
    public struct Phase: Sendable {
        /// Its name.
        public let name: String
        /// What stands behind its marks, such as its fraction.
        public let note: String
        /// The angles 2θ of its lines, in degrees.
        public let positions: [Double]

        /// Makes a phase.
        public init(name: String, note: String, positions: [Double]) {
            self.name = name
            self.note = note
            self.positions = positions
        }
    }

    /// What the pattern is called.
    public let title: String
    /// What has to be said loudly, such as that the refinement did not converge; empty where there is nothing.
    public let warning: String
    /// How well the patterns agree, in words.
    public let agreement: String
    /// The angles 2θ, in degrees: two or more, which rise.
    public let twoTheta: [Double]
    /// The observed intensities.
    public let observed: [Double]
    /// The calculated intensities.
    public let calculated: [Double]
    /// The part of the calculated ones that is background.
    public let background: [Double]
    /// The phases, from the top.
    public let phases: [Phase]

    /// Makes a picture; there must be an intensity of each kind for every angle.
    public init(
        title: String, warning: String = "", agreement: String, twoTheta: [Double], observed: [Double],
        calculated: [Double], background: [Double], phases: [Phase]
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
    }
}
