internal import Foundation

/// Adds pseudo-Voigt lines to a pattern on an ``AngleGrid``.
///
/// With u = (x - x₀)/H, the density is η 2/(πH) / (1 + 4u²) + (1 - η) 2 √(ln 2/π)/H · exp(-4 ln 2 u²).
enum PseudoVoigt {
    typealias Vector = SIMD8<Double>

    /// Adds one line.
    ///
    /// - Parameters:
    ///   - area: The line's area: the sum over all points, in the pattern's unit.
    ///   - position: The line's place, in steps from the first point.
    ///   - width: The width H at half maximum, in steps.
    ///   - mixing: The share η of the Lorentzian.
    ///   - floor: The value below which the tails are left out, above zero.
    ///   - pattern: The pattern, aligned to vectors and padded to a whole number of them.
    ///   - count: The number of points.
    @inline(__always)
    static func add(
        area: Double, position: Double, width: Double, mixing: Double, floor: Double,
        to pattern: UnsafeMutablePointer<Vector>, count: Int
    ) {
        let inverse = 1 / width
        addLorentzian(
            peak: area * mixing * inverse * 2 / .pi, position: position, inverseWidth: inverse, floor: floor,
            to: pattern, count: count)
        addGaussian(
            peak: area * (1 - mixing) * inverse * 2 * 0.564_189_583_547_756_3 * 0.832_554_611_157_697_8,
            position: position, inverseWidth: inverse, to: UnsafeMutableRawPointer(pattern), count: count)
    }

    /// peak / (1 + 4u²), out to where it falls to the floor.
    @inline(__always)
    private static func addLorentzian(
        peak: Double, position: Double, inverseWidth: Double, floor: Double,
        to pattern: UnsafeMutablePointer<Vector>, count: Int
    ) {
        guard peak > floor else { return }
        let reach = (peak / floor - 1).squareRoot() / (2 * inverseWidth)
        let size = Double(Vector.scalarCount)
        // Clamped before they become integers: a line of any place and width is in order.
        let first = Int(max((position - reach) / size, 0))
        let last = Int(min((position + reach) / size, Double(count - 1) / size))
        guard position + reach >= 0, first <= last else { return }
        let scale = Vector(repeating: 2 * inverseWidth)
        var u = (Vector(0, 1, 2, 3, 4, 5, 6, 7) + (Double(first) * size - position)) * scale
        let step = scale * size
        let peak = Vector(repeating: peak)
        for index in first...last {
            pattern[index] += peak / (u * u + 1)
            u += step
        }
    }

    /// peak · exp(-4 ln 2 u²), out to where it is below a millionth of the peak.
    @inline(__always)
    private static func addGaussian(
        peak: Double, position: Double, inverseWidth: Double, to pattern: UnsafeMutableRawPointer, count: Int
    ) {
        let reach = 2.25 / inverseWidth
        let first = Int(max((position - reach).rounded(.up), 0))
        let last = Int(min(position + reach, Double(count - 1)))
        guard position + reach >= 0, first <= last else { return }
        let values = pattern.assumingMemoryBound(to: Double.self)
        // exp(-k (u + h)²) follows from exp(-k u²) by two products: r = exp(-k (2uh + h²)), and r falls by exp(-2kh²).
        let k = 4 * 0.693_147_180_559_945_3
        let u = (Double(first) - position) * inverseWidth
        var value = peak * exp(-k * u * u)
        var ratio = exp(-k * inverseWidth * (2 * u + inverseWidth))
        let fall = exp(-2 * k * inverseWidth * inverseWidth)
        for index in first...last {
            values[index] += value
            value *= ratio
            ratio *= fall
        }
    }
}
