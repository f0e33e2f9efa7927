/// The function of every line, drawn or refined: P = η L + (1 - η) G of unit area, with u = (x - x₀)/H and
/// L = 2/(πH) / (1 + 4u²), G = 2 √(ln 2/π)/H · exp(-4 ln 2 u²).
///
/// Both parts have the width H at half maximum. They are given as functions of u², eight points at once; a peak is what
/// a part is in the middle, times an area.
enum PseudoVoigt {
    typealias Vector = SIMD8<Double>

    /// The peak of a Lorentzian of an area, 2/(πH) times that.
    @inline(__always)
    static func lorentzianPeak(area: Double, inverseWidth: Double) -> Double { area * inverseWidth * 2 / .pi }

    /// The peak of a Gaussian of an area, 2 √(ln 2/π)/H times that.
    @inline(__always)
    static func gaussianPeak(area: Double, inverseWidth: Double) -> Double {
        area * inverseWidth * 2 * 0.564_189_583_547_756_3 * 0.832_554_611_157_697_8
    }

    /// A Lorentzian, peak / (1 + 4u²).
    @inline(__always)
    static func lorentzian(peak: Double, squared: Vector) -> Vector { peak / (squared * 4 + 1) }

    /// A Gaussian, peak · exp(-4 ln 2 u²).
    @inline(__always)
    static func gaussian(peak: Double, squared: Vector) -> Vector {
        VectorExponential.negative(squared * gaussianExponent) * peak
    }

    /// 4 ln 2: a Gaussian is exp(-4 ln 2 u²) of its peak.
    static let gaussianExponent = 4 * 0.693_147_180_559_945_3

    /// How many widths from its middle a Lorentzian falls to a floor, √(peak/floor - 1) / 2, or zero where it never is higher.
    @inline(__always)
    static func lorentzianReach(peak: Double, floor: Double) -> Double { max(peak / floor - 1, 0).squareRoot() / 2 }
}
