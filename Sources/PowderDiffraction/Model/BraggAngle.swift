internal import Foundation

/// The angle θ of a line, with the functions of it that area, place and width all ask for.
struct BraggAngle {
    /// θ, in radians.
    let theta: Double
    /// sin θ.
    let sine: Double
    /// cos θ.
    let cosine: Double
    /// tan θ.
    let tangent: Double

    /// Computes the functions of an angle θ, in radians.
    @inline(__always)
    init(_ theta: Double) {
        self.theta = theta
        sine = sin(theta)
        cosine = cos(theta)
        tangent = tan(theta)
    }
}
