internal import Foundation

/// A line that is observed and that no phase has.
struct ResidualLine: Sendable, Hashable {
    /// The angle 2θ, in degrees.
    let angle: Double
    /// The height above what is around it, over that of the pattern's highest line.
    let height: Double
    /// The height over its standard uncertainty by counting noise.
    let significance: Double
    /// The height times the width of a line there, over the area of all lines.
    let area: Double
}
