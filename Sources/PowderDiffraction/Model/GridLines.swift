internal import Foundation

/// Adds lines to a pattern on an ``AngleGrid``, in units of its steps.
///
/// This is how the simulator draws. Axial divergence makes a line a sum of parts; as many are drawn as the line's width
/// lets show. Tails end abruptly where they no longer matter, and lie on ``TailBlocks`` far from their line. Gaussians, on
/// equal steps, need few exponentials. What all this changes is below 10⁻⁵ of a line's height at every point, the ends of
/// tails apart. ``LineAccumulator`` draws the same function for a refinement.
struct GridLines {
    typealias Vector = PseudoVoigt.Vector

    /// The pattern, aligned to vectors and padded to a whole number of them.
    let pattern: UnsafeMutablePointer<Vector>
    /// The number of points.
    let count: Int
    /// Where tails are drawn that are far from their lines.
    let blocks: TailBlocks
    /// The value below which both parts of lines are left out, above zero.
    let floor: Double

    /// A line in steps of the grid, from its first point.
    struct Line {
        let position: Double
        /// The sum over all points, in the pattern's unit.
        let area: Double
        /// The width H at half maximum.
        let width: Double
        /// The share η of the Lorentzian.
        let mixing: Double
        /// The largest shift δ of axial divergence, where that splits the line, and otherwise zero.
        let largestShift: Double

        /// The area over the width.
        var highest: Double { area / width }
    }

    /// Beyond this many widths a Gaussian is left out at the latest: it is below a millionth of its peak.
    private static let gaussianReach = 2.25

    /// Adds one line with all its parts.
    func add(_ line: Line) {
        let inverse = 1 / line.width
        let parts = AxialDivergence.parts(shift: line.largestShift * inverse)
        addTails(of: line, parts, inverseWidth: inverse)
        addGaussians(
            parts.count, at: line.position - line.largestShift * parts.squaredPlaces, parts.weights,
            peak: PseudoVoigt.gaussianPeak(area: line.area * (1 - line.mixing), inverseWidth: inverse),
            inverseWidth: inverse)
    }

    // MARK: Lorentzians

    /// Adds the Lorentzians of a line: its parts in the blocks around it, and two of them stand for all in the others.
    @inline(__always)
    private func addTails(of line: Line, _ parts: AxialDivergence.Parts, inverseWidth: Double) {
        let peak = PseudoVoigt.lorentzianPeak(area: line.area * line.mixing, inverseWidth: inverseWidth)
        let reach = PseudoVoigt.lorentzianReach(peak: peak, floor: floor) / inverseWidth
        let middle = line.position - line.largestShift * AxialDivergence.meanSquaredPlace
        guard reach > 0, middle + reach >= 0, middle - reach <= Double(count - 1) else { return }
        let all = blocks.range(from: middle - reach, through: middle + reach)
        let near = blocks.near(middle).clamped(to: all)
        func pair(_ first: Int, of parts: AxialDivergence.Parts) -> LorentzianPair {
            LorentzianPair(
                first: (line.position - line.largestShift * parts.squaredPlaces[first], peak * parts.weights[first]),
                second: (
                    line.position - line.largestShift * parts.squaredPlaces[first + 1],
                    peak * parts.weights[first + 1]
                ), inverseWidth: inverseWidth)
        }
        let vectors = blocks.vectors(of: near, count: count)
        for first in stride(from: 0, to: parts.count, by: 2) {
            pair(first, of: parts).add(
                to: pattern, vectors, offsets: Vector(0, 1, 2, 3, 4, 5, 6, 7), stride: Double(Vector.scalarCount))
        }
        let pair = pair(0, of: parts.count == 1 ? parts : AxialDivergence.two)
        blocks.add(pair, over: all.lowerBound..<near.lowerBound)
        blocks.add(pair, over: near.upperBound..<all.upperBound)
    }

    // MARK: Gaussians

    /// Gaussians of the same width, as far as they are drawn.
    ///
    /// exp(-k (u + h)²) follows from exp(-k u²) by two products: r = exp(-k (2uh + h²)), and r falls by exp(-2kh²).
    ///
    /// - Parameters:
    ///   - parts: Their number, at most that of a vector.
    ///   - positions: Where they lie.
    ///   - weights: Their shares in the peak.
    ///   - peak: The sum of their peaks.
    ///   - inverse: One over the width.
    @inline(__always)
    private func addGaussians(
        _ parts: Int, at positions: Vector, _ weights: Vector, peak: Double, inverseWidth inverse: Double
    ) {
        guard peak > floor else { return }
        // exp(-4 ln 2 u²) = 2^(-(2u)²) falls to the floor where (2u)² is the logarithm of the quotient to base 2.
        let halvings = Double(min(peak / floor, 0x1p100).exponent + 1)
        let reach = min(halvings.squareRoot() / 2, Self.gaussianReach) / inverse
        let (lowest, highest) = (positions - reach, positions + reach)
        let starts = lowest.rounded(.up).replacing(with: 0, where: lowest .< 0)
        let k = PseudoVoigt.gaussianExponent
        let u = (starts - positions) * inverse
        let values = VectorExponential.negative(k * u * u) * (weights * peak)
        let ratios = VectorExponential.negative(k * inverse * (2 * u + inverse))
        let fall = exp(-2 * k * inverse * inverse)
        let scalars = UnsafeMutableRawPointer(pattern).assumingMemoryBound(to: Double.self)
        let end = Double(count - 1)
        for part in 0..<parts where highest[part] >= 0 && starts[part] <= end {
            let (first, last) = (Int(starts[part]), Int(min(highest[part], end)))
            guard first <= last else { continue }
            var value = values[part]
            var ratio = ratios[part]
            for index in first...last {
                scalars[index] += value
                value *= ratio
                ratio *= fall
            }
        }
    }
}
