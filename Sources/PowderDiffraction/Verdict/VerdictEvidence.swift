/// What a refinement is judged by: numbers about its end.
struct VerdictEvidence: Sendable {
    /// What is known of a phase.
    struct Phase: Sendable {
        var name: String
        /// Whether it is one whose fractions sum to one.
        var isCounted: Bool
        /// Whether its scale is above zero.
        var isThere: Bool
        /// The intensity of a unit of its mass over that of the published structure.
        var scatteringRatio: Double
        /// Its share in the scales of the phases that count, and what that would be with published intensities.
        var shares: (refined: Double, published: Double)
        /// The strong lines that are its own and are not observed: angles 2θ in degrees, the strongest first.
        var missingLines: [Double]
        /// The number of strong lines that are its own.
        var ownLines: Int
    }

    /// What is known of a refined parameter.
    struct Parameter: Sendable {
        /// Its phase and name, in words.
        var name: String
        var family: RefinedFamily
        /// Its value with its unit, in words.
        var value: String
        /// How many spreads it lies from where it is expected.
        var spreads: Double
        /// Whether a bound holds it that is not the end of what is possible.
        var isHeld: Bool
    }

    /// Two refined numbers that the pattern hardly tells apart.
    struct Correlation: Sendable {
        var first: String
        var second: String
        var value: Double
    }

    var isConverged: Bool
    /// The number of linearizations.
    var iterations: Int
    /// The misfit M over that of the background alone.
    var misfit: Double
    /// The error of intensities that the weights take for granted, τ.
    var intensityError: Double
    /// What lines add to χ² over what noise does; about 1 where there is nothing but background.
    var contrast: Double
    /// The observed lines that no phase has, the strongest first.
    var unlistedLines: [ResidualLine]
    /// Their share in the area of all lines.
    var unlistedShare: Double
    var phases: [Phase]
    var parameters: [Parameter]
    /// The pairs of unknowns of different phases that are correlated most, the strongest first.
    var correlations: [Correlation]
}
