internal import Foundation

/// A diffractometer of Bragg–Brentano geometry, as far as it shapes a pattern.
///
/// The Lorentz-polarization factor is LP = (1 + K cos²2θ) / ((1 + K) sin²θ cosθ), with K = cos²2θ_m behind a monochromator,
/// and K = 1 without one.
public struct Instrument: Sendable, Hashable {
    /// What illuminates the sample.
    public var radiation: Radiation
    /// How it broadens lines.
    public var width: InstrumentWidth
    /// S, the half height of sample and receiving slit over the radius, a fraction: the asymmetry of lines at low angles.
    ///
    /// Rays that leave the plane by an angle h are caught at 2θ - ½ h² cot 2θ, in radians, with h up to 2S.
    ///
    /// Source: L. W. Finger, D. E. Cox, A. P. Jephcoat, J. Appl. Cryst. 27 (1994) 892, for two equal heights.
    public var axialDivergence: Double
    /// The radius R of the goniometer, in millimetres, which turns a displacement of the sample into a shift of lines.
    public var radius: Double
    /// The angle 2θ_m of a crystal monochromator in the beam, in degrees, or nothing where there is none.
    public var monochromatorAngle: Double?

    /// sin θ₀ of the angle below which the beam is longer than the sample, 0 where it never is.
    ///
    /// A beam of the divergence δ, in radians, lights up R δ / sin θ of a sample. Where the sample is only L long, it catches
    /// the share min(1, sin θ / sin θ₀) of it, with sin θ₀ = R δ / L. A slit that keeps the lit length constant has none.
    ///
    /// Source: R. Jenkins, R. L. Snyder, *Introduction to X-ray Powder Diffractometry* (1996), chapter 6.
    public var overflowSine = 0.0

    /// Makes an instrument, which broadens and shifts nothing where all but the radiation is left out.
    public init(
        radiation: Radiation, width: InstrumentWidth = InstrumentWidth(), axialDivergence: Double = 0,
        radius: Double = 280, monochromatorAngle: Double? = nil
    ) {
        self.radiation = radiation
        self.width = width
        self.axialDivergence = axialDivergence
        self.radius = radius
        self.monochromatorAngle = monochromatorAngle
    }

    /// The Lorentz-polarization factor, (1 + K cos²2θ) / ((1 + K) sin²θ cosθ) with K = cos²2θ_m, or 1 without a
    /// monochromator.
    ///
    /// Source: *International Tables for Crystallography* C (2004), section 6.2; L. V. Azároff, Acta Cryst. 8 (1955) 701.
    ///
    /// - Parameters:
    ///   - angle: The angle θ.
    ///   - k: K, ``polarization``.
    /// - Returns: The factor.
    @inline(__always)
    static func lorentzPolarization(at angle: BraggAngle, k: Double) -> Double {
        let doubled = 1 - 2 * angle.sine * angle.sine
        return (1 + k * doubled * doubled) / ((1 + k) * angle.sine * angle.sine * angle.cosine)
    }

    /// The derivative of ln LP with respect to θ, in radians.
    @inline(__always)
    static func lorentzPolarizationLogSlope(at angle: BraggAngle, k: Double) -> Double {
        let (doubled, sineOfDouble) = (1 - 2 * angle.sine * angle.sine, 2 * angle.sine * angle.cosine)
        return -4 * k * doubled * sineOfDouble / (1 + k * doubled * doubled) - 2 / angle.tangent + angle.tangent
    }

    /// The share of the beam that falls onto the sample at sin θ; see ``overflowSine``.
    @inline(__always)
    static func caughtShare(sine: Double, overflowSine: Double) -> Double {
        sine < overflowSine ? sine / overflowSine : 1
    }

    /// K = cos²2θ_m behind a monochromator, and 1 without one.
    var polarization: Double {
        let cosine = monochromatorAngle.map { cos($0 * .pi / 180) } ?? 1
        return cosine * cosine
    }
}
