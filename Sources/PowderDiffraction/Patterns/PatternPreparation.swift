package import DeclarativeFiles

/// What is done to a pattern before a network sees it, simulated and measured ones alike; in the end its highest value
/// is 1.
package struct PatternPreparation: Sendable, Hashable {
    /// The width of the window in which the background is the least value, in degrees, or nothing where it is kept.
    let backgroundWindow: Double?
    /// Whether square roots are taken, which give weak lines more to say.
    let takesRoots: Bool

    package init(backgroundWindow: Double?, takesRoots: Bool) {
        self.backgroundWindow = backgroundWindow
        self.takesRoots = takesRoots
    }

    package var canonical: StructuredValue {
        [
            "background": backgroundWindow.map { ["rolling-minimum": .number($0)] } ?? "kept",
            "intensities": takesRoots ? "square-root" : "linear",
        ]
    }

    /// Prepares a pattern, in place.
    ///
    /// - Parameters:
    ///   - pattern: The pattern. Values below the background become zero; one without any value above it stays zero.
    ///   - step: The distance of two points, in degrees.
    package func apply(to pattern: UnsafeMutableBufferPointer<Double>, step: Double) {
        if let backgroundWindow {
            subtractRollingMinimum(from: pattern, reach: max(1, Int((backgroundWindow / step / 2).rounded())))
        }
        let highest = pattern.reduce(0, max)
        let scale = highest > 0 ? 1 / highest : 0
        for index in pattern.indices {
            let value = max(pattern[index], 0) * scale
            pattern[index] = takesRoots ? value.squareRoot() : value
        }
    }
}

extension PatternPreparation: CustomStringConvertible {
    /// The preparation in words.
    package var description: String {
        let background = backgroundWindow.map { "less the rolling minimum over \($0)°" } ?? "with their background"
        return "intensities \(background), \(takesRoots ? "square roots, " : "")highest value 1"
    }
}

/// Subtracts a background that is the least value within reach of a point, averaged over the same reach.
///
/// Before the least value is taken, neighbouring points are averaged, so that it is that of the background rather than
/// of its noise.
///
/// - Parameters:
///   - pattern: The pattern.
///   - reach: How many points a window reaches to each side.
private func subtractRollingMinimum(from pattern: UnsafeMutableBufferPointer<Double>, reach: Int) {
    let smooth = movingMean(Array(pattern), reach: 2)
    let background = movingMean(movingMinimum(smooth, reach: reach), reach: reach)
    for index in pattern.indices { pattern[index] -= background[index] }
}

/// The mean over windows that reach so far to each side, as far as there are points.
private func movingMean(_ values: [Double], reach: Int) -> [Double] {
    var sums = [0.0]
    sums.reserveCapacity(values.count + 1)
    for value in values { sums.append(sums[sums.count - 1] + value) }
    return values.indices.map { index in
        let (first, end) = (max(index - reach, 0), min(index + reach + 1, values.count))
        return (sums[end] - sums[first]) / Double(end - first)
    }
}

/// The least value of windows that reach so far to each side, as far as there are points.
///
/// A window spans two blocks of its own length at most, so that its least value is the lesser one of a block's least
/// value from some point to its end and another's from its start to some point.
///
/// Source: M. van Herk, Pattern Recognition Letters 13 (1992) 517; J. Gil, M. Werman, IEEE PAMI 15 (1993) 504.
private func movingMinimum(_ values: [Double], reach: Int) -> [Double] {
    let block = 2 * reach + 1
    // A block of infinities on each side, and as many more as make whole blocks.
    let blocks = (values.count + 2 * reach + block - 1) / block
    var padded = [Double](repeating: .infinity, count: blocks * block)
    for (index, value) in values.enumerated() { padded[index + reach] = value }
    var fromStart = padded
    var toEnd = padded
    for index in padded.indices where index % block != 0 {
        fromStart[index] = min(fromStart[index], fromStart[index - 1])
    }
    for index in padded.indices.reversed() where index % block != block - 1 {
        toEnd[index] = min(toEnd[index], toEnd[index + 1])
    }
    return values.indices.map { min(toEnd[$0], fromStart[$0 + block - 1]) }
}
