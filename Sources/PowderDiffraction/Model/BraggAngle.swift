internal import Foundation

/// The angle θ of a line, with the functions of it that area, place and width all ask for.
struct BraggAngle {
    /// sin θ.
    let sine: Double
    /// cos θ.
    let cosine: Double
    /// tan θ.
    let tangent: Double

    /// θ, in radians, which is computed.
    var theta: Double { asin(sine) }

    /// Computes the functions of an angle θ, in radians.
    @inline(__always)
    init(_ theta: Double) {
        sine = sin(theta)
        cosine = cos(theta)
        tangent = tan(theta)
    }

    /// Computes the angle of a sine from 0 to below 1; the other functions follow from that by a square root.
    @inline(__always)
    init(sine: Double) {
        self.sine = sine
        cosine = ((1 - sine) * (1 + sine)).squareRoot()
        tangent = sine / cosine
    }

    /// tan(2θ + δ), from the functions of θ and those of a small shift δ, in degrees.
    @inline(__always)
    func tangentOfDouble(shiftedBy degrees: Double) -> Double {
        let (doubledSine, doubledCosine) = (2 * sine * cosine, 1 - 2 * sine * sine)
        let shift = Self.tangent(degrees * .pi / 180)
        return (doubledSine + doubledCosine * shift) / (doubledCosine - doubledSine * shift)
    }

    /// tan δ; below 0.01 by its series to δ⁷, which is exact to rounding there.
    @inline(__always)
    private static func tangent(_ shift: Double) -> Double {
        guard abs(shift) < 0.01 else { return tan(shift) }
        let squared = shift * shift
        return shift * (1 + squared * (1.0 / 3 + squared * (2.0 / 15 + squared * (17.0 / 315))))
    }
}
