/// What a refinement found.
public struct RefinementResult: Sendable {
    /// What is known of a phase.
    public struct Phase: Sendable {
        /// Whether a phase is there.
        public enum Presence: String, Sendable, Hashable {
            /// It is.
            case present
            /// Its fraction is less than three of its uncertainties, or less than ten where a bound holds its cell, its width
            /// or its texture: it fits what may be something else.
            case ghost
            /// Its fraction was below the least one of the recipe, and it was taken out.
            case dropped
            /// Its scale came out as zero.
            case absent
        }

        /// What a refinement finds of a phase before it takes the phase out.
        public struct Fit: Sendable, Hashable {
            /// The weight fraction.
            public let fraction: Double
            /// Its standard uncertainty, or nothing where that is not known.
            public let uncertainty: Double?
        }

        /// The structure's name.
        public let name: String
        /// The weight fraction; all fractions of phases that count sum to one.
        public let fraction: Double
        /// Its standard uncertainty, from the curvature of what is minimized; nothing where that is singular.
        public let uncertainty: Double?
        /// Its share in the area of all lines within the range.
        public let intensityShare: Double
        /// Whether it is there.
        public let presence: Presence
        /// R_Bragg = Σ |I_o - I_c| / Σ I_o over its reflections, a fraction, or nothing where it has no intensity.
        public let braggFactor: Double?
        /// Where its lines are, at the strongest wavelength: angles 2θ in degrees.
        public let ticks: [Double]
        /// What was found of it before it was dropped; nothing for a phase that was not.
        public private(set) var beforeDropping: Fit?
    }

    /// A refined number.
    public struct Value: Sendable {
        /// The name of its phase, or nothing where it belongs to the instrument or the sample.
        public let phase: String?
        /// What it is, such as `a` or `texture`.
        public let name: String
        /// The number.
        public let value: Double
        /// Its standard uncertainty, or nothing where it was not refined or a bound holds it.
        public let uncertainty: Double?
        /// Whether it lies at one of its bounds.
        public let isAtBound: Bool
        /// Its unit, empty for pure numbers.
        public let unit: String
    }

    /// The patterns that were compared, over the same angles.
    public struct Curves: Sendable {
        /// The angles 2θ, in degrees.
        public let twoTheta: [Double]
        /// The observed intensities.
        public let observed: [Double]
        /// The calculated intensities.
        public let calculated: [Double]
        /// The part of the calculated ones that is background.
        public let background: [Double]
    }

    /// Whether it reached a minimum, from which no step is left that changes parameters by more than a few hundredths of
    /// their uncertainties; otherwise the largest number of steps was not enough.
    public let isConverged: Bool
    /// The phases, in the order in which they were given.
    public let phases: [Phase]
    /// The refined numbers.
    public let values: [Value]
    /// How well observed and calculated patterns agree.
    public let agreement: AgreementFactors
    /// The number of Chebyshev polynomials in the background.
    public let backgroundPolynomials: Int
    /// The number of linearizations that it took.
    public let iterations: Int
    /// The patterns.
    public let curves: Curves
    /// Whether all that is to be believed.
    public let verdict: Verdict
    /// The covariances of the weight fractions, phases x phases in their order, impurities included; nothing where the
    /// curvature of what is minimized is singular.
    public var fractionCovariances: [[Double]]?
    /// The numbers that the recipe fixes.
    public var fixed: [Value] = []
    /// What the instrument and the sample's place came out as.
    package var setting: RefinedSetting?
    /// Where the refinement ended.
    package var ending: RefinementEnding?
    /// Whether it began at the parameters of a pattern alike.
    public package(set) var beganAtNeighbour = false
}
