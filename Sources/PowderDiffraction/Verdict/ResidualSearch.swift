internal import Foundation
internal import NumericalMethods

/// Looks for lines in what a refinement leaves of a pattern.
///
/// With the width H of a line at an angle x, the residual r = y - y_c and the counting variance σ² of each point, the height
/// of what is left at x is e(x) = mean of r within H/2 of x, less the larger of its means on both sides, from H to 2.5 H.
/// So neither a background nor a tail that is wrong looks like a line. A line is a largest value of e that
/// - is above so many of its own standard uncertainties,
/// - is above a share of the highest line of the pattern, and
/// - is higher than the calculated lines within H: else a phase has the line, with another intensity.
struct ResidualSearch {
    let twoTheta: [Double]
    /// y - y_c.
    let residuals: [Double]
    /// y_c less the background.
    let lines: [Double]
    /// σ² of each point.
    let variances: [Double]
    /// The mean distance of two points, in degrees.
    let step: Double
    /// The width of a line at an angle, in degrees.
    let width: (Double) -> Double
    /// The wavelengths, the strongest first.
    let wavelengths: [Double]

    /// The smallest height over its standard uncertainty: among some thousand places, noise reaches that once in a million
    /// patterns.
    static let leastSignificance = 7.0
    /// The smallest height over that of the highest line.
    static let leastHeight = 0.015

    /// The lines, the highest first.
    func found() -> [ResidualLine] {
        let count = twoTheta.count
        let sums = RunningSums(residuals), noise = RunningSums(variances)
        let highest = highestLine()
        guard highest > 0 else { return [] }
        let area = lines.reduce(0, +) * step
        var heights = [Double](repeating: 0, count: count), errors = heights
        for index in 0..<count {
            let h = max(width(twoTheta[index]), 2 * step)
            let core = range(index, -h / 2, h / 2)
            let flanks = [range(index, -2.5 * h, -h), range(index, h, 2.5 * h)]
            guard flanks.allSatisfy({ !$0.isEmpty }) else { continue }
            let flank = flanks.max { sums.mean($0) < sums.mean($1) } ?? core
            heights[index] = sums.mean(core) - sums.mean(flank)
            let (n, m) = (Double(core.count), Double(flank.count))
            errors[index] = (noise.mean(core) / n + noise.mean(flank) / m).squareRoot()
        }
        var found: [ResidualLine] = []
        for index in 0..<count where heights[index] > Self.leastHeight * highest {
            let h = max(width(twoTheta[index]), 2 * step)
            let near = range(index, -h, h)
            guard heights[index] >= near.reduce(0, { max($0, heights[$1]) }),
                heights[index] > Self.leastSignificance * errors[index],
                heights[index] > near.reduce(0, { max($0, lines[$1]) })
            else { continue }
            // A line of half the width in which the mean is taken is 1.2 times as high as that.
            found.append(
                ResidualLine(
                    angle: twoTheta[index], height: heights[index] / highest,
                    significance: errors[index] > 0 ? heights[index] / errors[index] : .infinity,
                    area: heights[index] * h * 1.3 / max(area + heights[index] * h * 1.3, .leastNormalMagnitude)))
        }
        return withoutSecondLines(found.sorted { $0.height > $1.height })
    }

    /// The height of the highest line, observed or calculated, as a mean over half its width.
    private func highestLine() -> Double {
        let observed = RunningSums(zip(lines, residuals).map { $0 + $1 })
        let calculated = RunningSums(lines)
        return twoTheta.indices.reduce(0) { highest, index in
            let h = max(width(twoTheta[index]), 2 * step)
            let core = range(index, -h / 2, h / 2)
            return max(highest, observed.mean(core), calculated.mean(core))
        }
    }

    /// Takes out what other wavelengths make of a higher line.
    private func withoutSecondLines(_ lines: [ResidualLine]) -> [ResidualLine] {
        lines.filter { line in
            !lines.contains { other in
                guard other.height > line.height, let first = wavelengths.first else { return false }
                return wavelengths.dropFirst().contains { second in
                    let sine = sin(other.angle / 2 * .pi / 180) * second / first
                    return sine < 1 && abs(2 * asin(sine) * 180 / .pi - line.angle) < max(width(line.angle), 2 * step)
                }
            }
        }
    }

    /// The points from one distance to another of a point, in degrees.
    private func range(_ index: Int, _ from: Double, _ to: Double) -> Range<Int> {
        let (low, high) = (twoTheta[index] + from, twoTheta[index] + to)
        return twoTheta.partitioningIndex { $0 >= low }..<twoTheta.partitioningIndex { $0 >= high }
    }
}
