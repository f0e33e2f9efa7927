internal import Foundation

/// Adds lines to a pattern on an ``AngleGrid``, in units of its steps.
///
/// This is how the simulator draws: each part of a line ends abruptly where it no longer matters, and Gaussians, on equal
/// steps, need few exponentials. ``LineAccumulator`` draws the same function for a refinement.
struct GridLines {
    typealias Vector = PseudoVoigt.Vector

    /// The pattern, aligned to vectors and padded to a whole number of them.
    let pattern: UnsafeMutablePointer<Vector>
    /// The number of points.
    let count: Int
    /// The value below which the tails of Lorentzians are left out, above zero.
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
        /// The largest shift δ of axial divergence, where that splits the line.
        let largestShift: Double?

        /// The largest area of a part, over the width.
        var highest: Double { area * (largestShift == nil ? 1 : AxialDivergence.largestWeight) / width }
    }

    /// Beyond this many widths a Gaussian is left out: it is below a millionth of its peak.
    private static let gaussianReach = 2.25

    /// Adds one line with all its parts.
    func add(_ line: Line) {
        let inverse = 1 / line.width
        let lorentzian = PseudoVoigt.lorentzianPeak(area: line.area * line.mixing, inverseWidth: inverse)
        let gaussian = PseudoVoigt.gaussianPeak(area: line.area * (1 - line.mixing), inverseWidth: inverse)
        guard let shift = line.largestShift else {
            if let tail = tail(peak: lorentzian, position: line.position, inverseWidth: inverse) {
                add(tail, tail.vectors, inverseWidth: inverse)
            }
            let (places, weights) = (Vector(repeating: line.position), Vector(repeating: 1))
            return addGaussians(1, at: places, weights, peak: gaussian, inverseWidth: inverse)
        }
        for (first, second) in AxialDivergence.pairs {
            let tails = (
                tail(
                    peak: lorentzian * first.weight, position: line.position - shift * first.squaredPlace,
                    inverseWidth: inverse),
                tail(
                    peak: lorentzian * second.weight, position: line.position - shift * second.squaredPlace,
                    inverseWidth: inverse)
            )
            addTwo(tails.0, tails.1, inverseWidth: inverse)
        }
        addGaussians(
            AxialDivergence.nodes.count, at: line.position - shift * AxialDivergence.squaredPlaces,
            AxialDivergence.weights, peak: gaussian, inverseWidth: inverse)
    }

    // MARK: Lorentzians

    /// A Lorentzian, and where it is above the floor.
    private struct Tail {
        let peak: Double
        let position: Double
        let vectors: Range<Int>
    }

    @inline(__always)
    private func tail(peak: Double, position: Double, inverseWidth: Double) -> Tail? {
        guard peak > floor else { return nil }
        let reach = PseudoVoigt.lorentzianReach(peak: peak, floor: floor) / inverseWidth
        let size = Double(Vector.scalarCount)
        // Clamped before they become integers: a line of any place and width is in order.
        let first = Int(max((position - reach) / size, 0))
        let last = Int(min((position + reach) / size, Double(count - 1) / size))
        guard position + reach >= 0, first <= last else { return nil }
        return Tail(peak: peak, position: position, vectors: first..<last + 1)
    }

    /// Where the points of a vector lie, two widths being one.
    @inline(__always)
    private func places(_ vector: Int, from position: Double, _ scale: Double) -> Vector {
        (Vector(0, 1, 2, 3, 4, 5, 6, 7) + (Double(vector * Vector.scalarCount) - position)) * scale
    }

    /// A Lorentzian over some of its vectors.
    @inline(__always)
    private func add(_ tail: Tail, _ vectors: Range<Int>, inverseWidth: Double) {
        guard !vectors.isEmpty else { return }
        let scale = 2 * inverseWidth
        let step = Vector(repeating: scale * Double(Vector.scalarCount))
        var u = places(vectors.lowerBound, from: tail.position, scale)
        for index in vectors {
            pattern[index] += tail.peak / (u * u + 1)
            u += step
        }
    }

    /// Two Lorentzians of the same width, by one division where both are: p/d + q/e = (pe + qd)/(de).
    @inline(__always)
    private func addTwo(_ first: Tail?, _ second: Tail?, inverseWidth: Double) {
        guard let first, let second, first.vectors.overlaps(second.vectors) else {
            for tail in [first, second] { if let tail { add(tail, tail.vectors, inverseWidth: inverseWidth) } }
            return
        }
        let both = first.vectors.clamped(to: second.vectors)
        for tail in [first, second] {
            add(tail, tail.vectors.lowerBound..<both.lowerBound, inverseWidth: inverseWidth)
            add(tail, both.upperBound..<tail.vectors.upperBound, inverseWidth: inverseWidth)
        }
        let scale = 2 * inverseWidth
        let step = Vector(repeating: scale * Double(Vector.scalarCount))
        var u = places(both.lowerBound, from: first.position, scale)
        let distance = Vector(repeating: (first.position - second.position) * scale)
        for index in both {
            let v = u + distance
            let (d, e) = (Vector(repeating: 1).addingProduct(u, u), Vector(repeating: 1).addingProduct(v, v))
            pattern[index] += (e * first.peak).addingProduct(d, Vector(repeating: second.peak)) / (d * e)
            u += step
        }
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
        let reach = Self.gaussianReach / inverse
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
