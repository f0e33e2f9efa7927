internal import Foundation

/// How a sample lies in the instrument.
///
/// A line's angle 2θ is shifted by z - (180/π) 2t cosθ / R, with the zero shift z, the displacement t, and the radius R of
/// the goniometer.
///
/// Source: A. J. C. Wilson, *Mathematical Theory of X-ray Powder Diffractometry* (1963).
public struct SamplePlacement: Sendable, Hashable {
    /// How far the surface lies below the axis of the goniometer, in millimetres; lines then come at smaller angles.
    public var displacement: Double
    /// What the instrument's zero adds to every angle 2θ, in degrees.
    public var zeroShift: Double

    /// Makes a placement; without arguments the sample lies where it should.
    public init(displacement: Double = 0, zeroShift: Double = 0) {
        self.displacement = displacement
        self.zeroShift = zeroShift
    }

    /// The shift of a line's angle 2θ, -(180/π) 2 s cosθ / R plus the zero shift.
    ///
    /// Source: A. J. C. Wilson, *Mathematical Theory of X-ray Powder Diffractometry* (1963).
    ///
    /// - Parameters:
    ///   - angle: The angle θ.
    ///   - radius: The radius of the goniometer, in millimetres.
    /// - Returns: The shift, in degrees.
    @inline(__always)
    func shift(at angle: BraggAngle, radius: Double) -> Double {
        zeroShift - 2 * displacement * angle.cosine / radius * 180 / .pi
    }
}
