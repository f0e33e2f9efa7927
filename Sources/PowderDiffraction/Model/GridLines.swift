internal import Foundation

/// Adds lines to a pattern on an ``AngleGrid``, in units of its steps.
///
/// This is how the simulator draws: each part of a line ends abruptly where it no longer matters, and Gaussians, on equal
/// steps, need one exponential a line. ``LineAccumulator`` draws the same function for a refinement.
struct GridLines {
    typealias Vector = PseudoVoigt.Vector

    /// The pattern, aligned to vectors and padded to a whole number of them.
    let pattern: UnsafeMutablePointer<Vector>
    /// The number of points.
    let count: Int
    /// The value below which the tails of Lorentzians are left out, above zero.
    let floor: Double

    /// Beyond this many widths a Gaussian is left out: it is below a millionth of its peak.
    private static let gaussianReach = 2.25

    /// Adds one line.
    ///
    /// - Parameters:
    ///   - area: The line's area: the sum over all points, in the pattern's unit.
    ///   - position: The line's place, in steps from the first point.
    ///   - width: The width H at half maximum, in steps.
    ///   - mixing: The share η of the Lorentzian.
    @inline(__always)
    func add(area: Double, position: Double, width: Double, mixing: Double) {
        let inverse = 1 / width
        addLorentzian(
            peak: PseudoVoigt.lorentzianPeak(area: area * mixing, inverseWidth: inverse), position: position,
            inverseWidth: inverse)
        addGaussian(
            peak: PseudoVoigt.gaussianPeak(area: area * (1 - mixing), inverseWidth: inverse), position: position,
            inverseWidth: inverse)
    }

    /// A Lorentzian, out to where it falls to the floor.
    @inline(__always)
    private func addLorentzian(peak: Double, position: Double, inverseWidth: Double) {
        guard peak > floor else { return }
        let reach = PseudoVoigt.lorentzianReach(peak: peak, floor: floor) / inverseWidth
        let size = Double(Vector.scalarCount)
        // Clamped before they become integers: a line of any place and width is in order.
        let first = Int(max((position - reach) / size, 0))
        let last = Int(min((position + reach) / size, Double(count - 1) / size))
        guard position + reach >= 0, first <= last else { return }
        let scale = Vector(repeating: inverseWidth)
        var u = (Vector(0, 1, 2, 3, 4, 5, 6, 7) + (Double(first) * size - position)) * scale
        let step = scale * size
        for index in first...last {
            pattern[index] += PseudoVoigt.lorentzian(peak: peak, squared: u * u)
            u += step
        }
    }

    /// A Gaussian, as far as it is drawn.
    @inline(__always)
    private func addGaussian(peak: Double, position: Double, inverseWidth: Double) {
        let reach = Self.gaussianReach / inverseWidth
        let first = Int(max((position - reach).rounded(.up), 0))
        let last = Int(min(position + reach, Double(count - 1)))
        guard position + reach >= 0, first <= last else { return }
        let values = UnsafeMutableRawPointer(pattern).assumingMemoryBound(to: Double.self)
        // exp(-k (u + h)²) follows from exp(-k u²) by two products: r = exp(-k (2uh + h²)), and r falls by exp(-2kh²).
        let k = PseudoVoigt.gaussianExponent
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
