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
    private let index: AngleIndex
    /// y - y_c.
    private let residuals: [Double]
    /// y_c less the background.
    private let lines: [Double]
    /// σ² of each point.
    private let variances: [Double]
    /// The mean distance of two points, in degrees.
    private let step: Double
    /// The width of a line around each point: never less than two steps.
    private let widths: [Double]
    /// The wavelengths, the strongest first.
    private let wavelengths: [Double]

    /// The smallest height over its standard uncertainty: among some thousand places, noise reaches that once in a million
    /// patterns.
    static let leastSignificance = 7.0
    /// The smallest height over that of the highest line.
    static let leastHeight = 0.015

    /// Prepares a search.
    ///
    /// - Parameters:
    ///   - twoTheta: The angles of the points, rising, in degrees.
    ///   - residuals: y - y_c.
    ///   - lines: y_c less the background.
    ///   - variances: σ² of each point.
    ///   - step: The mean distance of two points, in degrees.
    ///   - width: The width of a line at an angle, in degrees.
    ///   - wavelengths: The wavelengths, the strongest first.
    init(
        twoTheta: [Double], residuals: [Double], lines: [Double], variances: [Double], step: Double,
        width: (Double) -> Double, wavelengths: [Double]
    ) {
        index = AngleIndex(twoTheta)
        self.residuals = residuals
        self.lines = lines
        self.variances = variances
        self.step = step
        widths = twoTheta.map { max(width($0), 2 * step) }
        self.wavelengths = wavelengths
    }

    private var twoTheta: [Double] { index.angles }

    /// The lines, the highest first.
    func found() -> [ResidualLine] {
        let count = twoTheta.count
        let sums = RunningSums(residuals), noise = RunningSums(variances)
        let highest = highestLine()
        guard highest > 0 else { return [] }
        let area = lines.reduce(0, +) * step
        var heights = [Double](repeating: 0, count: count), errors = heights
        for index in 0..<count {
            let h = widths[index]
            let core = range(index, -h / 2, h / 2)
            let (left, right) = (range(index, -2.5 * h, -h), range(index, h, 2.5 * h))
            guard !left.isEmpty, !right.isEmpty else { continue }
            let flank = sums.mean(left) < sums.mean(right) ? right : left
            heights[index] = sums.mean(core) - sums.mean(flank)
            let (n, m) = (Double(core.count), Double(flank.count))
            errors[index] = (noise.mean(core) / n + noise.mean(flank) / m).squareRoot()
        }
        var found: [ResidualLine] = []
        for index in 0..<count where heights[index] > Self.leastHeight * highest {
            let h = widths[index]
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
            let h = widths[index]
            let core = range(index, -h / 2, h / 2)
            return max(highest, observed.mean(core), calculated.mean(core))
        }
    }

    /// Takes out what other wavelengths make of a higher line.
    private func withoutSecondLines(_ lines: [ResidualLine]) -> [ResidualLine] {
        lines.filter { line in
            let width = widths[index.count(below: line.angle)]
            return !lines.contains { other in
                guard other.height > line.height, let first = wavelengths.first else { return false }
                return wavelengths.dropFirst().contains { second in
                    let sine = sin(other.angle / 2 * .pi / 180) * second / first
                    return sine < 1 && abs(2 * asin(sine) * 180 / .pi - line.angle) < width
                }
            }
        }
    }

    /// The points from one distance to another of a point, in degrees.
    private func range(_ index: Int, _ from: Double, _ to: Double) -> Range<Int> {
        self.index.points(from: twoTheta[index] + from, to: twoTheta[index] + to)
    }
}
