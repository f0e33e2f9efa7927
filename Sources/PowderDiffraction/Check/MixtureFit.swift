/// What a pattern says of a mixture that is said to have made it.
package struct MixtureFit: Sendable, Hashable {
    /// The share of the pattern's lines that the mixture explains, by area: 1 - (Σ|y - y_c| - noise) / Σ|y - background|.
    package let explained: Double
    /// The fractions of a fit in which every phase has a scale of its own; nothing where none of them is there.
    package let fractions: [Double]?
    /// The largest difference of a fraction between that fit and the mixture; 1 where none of the phases is there.
    package let disagreement: Double
    /// The share of lines that no phase has, by area.
    package let unlistedShare: Double
    /// Where such lines are: angles 2θ in degrees, the highest first.
    package let unlistedAngles: [Double]
    /// How wide the lines are: between the narrowest of the simulation, 0, and the widest, 1, or beyond.
    package let broadening: Double
    /// How far the sample lies below the axis, in millimetres.
    package let displacement: Double
}
