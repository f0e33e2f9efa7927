internal import Foundation

/// The shape of a line: a pseudo-Voigt function, the sum of a Lorentzian and a Gaussian of the same width.
public struct PeakShape: Sendable, Hashable {
    /// The width H at half maximum, in degrees.
    public let width: Double
    /// The share η of the Lorentzian, 0 to 1.
    public let mixing: Double

    /// Finds the shape that stands for the convolution of a Gaussian and a Lorentzian.
    ///
    /// H⁵ = G⁵ + 2.69269 G⁴L + 2.42843 G³L² + 4.47163 G²L³ + 0.07842 GL⁴ + L⁵ and
    /// η = 1.36603 q - 0.47719 q² + 0.11116 q³ with q = L/H.
    ///
    /// Source: Thompson, Cox and Hastings 1987, equations 4 and 5.
    ///
    /// - Parameters:
    ///   - gaussian: The width G at half maximum of the Gaussian, in degrees, zero or more.
    ///   - lorentzian: The width L at half maximum of the Lorentzian, in degrees, zero or more.
    public init(gaussian: Double, lorentzian: Double) {
        let (g, l) = (gaussian, lorentzian)
        let g2 = g * g
        let l2 = l * l
        let fifth =
            g2 * g2 * g + 2.69269 * g2 * g2 * l + 2.42843 * g2 * g * l2 + 4.47163 * g2 * l2 * l
            + 0.07842 * g * l2 * l2 + l2 * l2 * l
        // To a thousandth the width of a Voigt function: J. J. Olivero, R. L. Longbothum, JQSRT 17 (1977) 233.
        let near = 0.5346 * l + (0.2166 * l2 + g2).squareRoot()
        width = Self.fifthRoot(fifth, near: near)
        let q = width > 0 ? l / width : 0
        mixing = min(max(q * (1.36603 - q * (0.47719 - q * 0.11116)), 0), 1)
    }

    /// The fifth root of a number x, from a guess g that is good to a few thousandths: g (1 + ε)^⅕ with ε = x/g⁵ - 1, whose
    /// binomial series ends beyond rounding with ε⁸.
    @inline(__always)
    private static func fifthRoot(_ number: Double, near guess: Double) -> Double {
        guard number > 0 else { return 0 }
        let squared = guess * guess
        let fifth = squared * squared * guess
        let excess = (number - fifth) / fifth
        var series = -0.014_387_712
        series = 0.016_926_72 + excess * series
        series = -0.020_428_8 + excess * series
        series = 0.025_536 + excess * series
        series = -0.0336 + excess * series
        series = 0.048 + excess * series
        series = -0.08 + excess * series
        series = 0.2 + excess * series
        return guess + guess * excess * series
    }

    /// Makes a shape of a given width and share of the Lorentzian.
    init(width: Double, mixing: Double) {
        self.width = width
        self.mixing = mixing
    }

    /// Finds the shape of a phase's line on an instrument.
    ///
    /// L = X₀ + (180/π) (K λ / (10 size cosθ) + 4 ε tanθ), G² = U tan²θ + V tanθ + W + 8 ln 2 · step²/12. The last term is the
    /// box of a detector's step, whose second moment a Gaussian takes over: a value of a pattern is the mean over a step,
    /// not the function's value in its middle.
    ///
    /// - Parameters:
    ///   - theta: The angle θ, in radians.
    ///   - wavelength: The wavelength λ, in ångströms.
    ///   - instrument: What the instrument does.
    ///   - sample: What the phase does.
    ///   - step: The distance of two points of the pattern, in degrees.
    @inline(__always)
    init(theta: Double, wavelength: Double, instrument: InstrumentWidth, sample: SampleWidth, step: Double) {
        let widths = Self.widths(
            at: BraggAngle(theta), wavelength: wavelength, instrument: instrument, sample: sample, step: step)
        self.init(gaussian: widths.variance.squareRoot(), lorentzian: widths.lorentzian)
    }

    /// The widths that ``init(theta:wavelength:instrument:sample:step:)`` is made of: G², in square degrees, and L, in degrees.
    @inline(__always)
    static func widths(
        at angle: BraggAngle, wavelength: Double, instrument: InstrumentWidth, sample: SampleWidth, step: Double
    ) -> (variance: Double, lorentzian: Double) {
        let tangent = angle.tangent
        let squared = instrument.u * tangent * tangent + instrument.v * tangent + instrument.w
        let broadening =
            SampleWidth.scherrerConstant * wavelength / (10 * sample.size * angle.cosine) + 4 * sample.strain * tangent
        return (max(squared, 0) + boxFactor * step * step, instrument.lorentzian + broadening * 180 / .pi)
    }

    /// 8 ln 2 / 12: the squared width at half maximum of a Gaussian with the variance of a box of width one.
    private static let boxFactor = 8 * 0.693_147_180_559_945_3 / 12
}
