/// What a refinement is judged by: numbers about its end.
struct VerdictEvidence: Sendable {
    /// What is known of a phase.
    struct Phase: Sendable {
        let name: String
        /// Whether it is one whose fractions sum to one.
        let isCounted: Bool
        /// Whether its scale is above zero.
        let isThere: Bool
        /// The intensity of a unit of its mass over that of the published structure.
        let scatteringRatio: Double
        /// Its share in the scales of the phases that count, and what that would be with published intensities.
        let shares: (refined: Double, published: Double)
        /// The strong lines that are its own and are not observed: angles 2θ in degrees, the strongest first.
        let missingLines: [Double]
        /// The number of strong lines that are its own.
        let ownLines: Int
    }

    /// What is known of a refined parameter.
    struct Parameter: Sendable {
        /// Its phase and name, in words.
        let name: String
        let family: RefinedFamily
        /// Its value with its unit, in words.
        let value: String
        /// How many spreads it lies from where it is expected.
        let spreads: Double
        /// Whether a bound holds it that is not the end of what is possible.
        let isHeld: Bool
    }

    /// Two refined numbers that the pattern hardly tells apart.
    struct Correlation: Sendable {
        let first: String
        let second: String
        let value: Double
    }

    let isConverged: Bool
    /// The number of linearizations.
    let iterations: Int
    /// The misfit M over that of the background alone.
    let misfit: Double
    /// The error of intensities that the weights take for granted, τ.
    let intensityError: Double
    /// What lines add to χ² over what noise does; about 1 where there is nothing but background.
    let contrast: Double
    /// The observed lines that no phase has, the strongest first.
    let unlistedLines: [ResidualLine]
    /// Their share in the area of all lines.
    let unlistedShare: Double
    let phases: [Phase]
    let parameters: [Parameter]
    /// The pairs of unknowns of different phases that are correlated most, the strongest first.
    let correlations: [Correlation]
}
