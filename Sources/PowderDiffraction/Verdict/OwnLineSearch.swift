internal import NumericalMethods

/// Looks for the strong lines that a phase has for itself, and whether they are observed.
///
/// A line is strong where the phase's pattern is a quarter as high as at its highest, as a mean over half a width. It is
/// its own where the others' lines have less than three tenths of the calculated height. It is missing where
/// what is observed is less than two fifths of that and the difference is above five uncertainties of counting noise.
struct OwnLineSearch {
    let twoTheta: [Double]
    /// The calculated lines of all phases.
    let lines: [Double]
    /// The observed pattern less the background.
    let above: [Double]
    /// σ² of each point.
    let variances: [Double]
    let step: Double
    let width: (Double) -> Double

    /// A strong line of a phase.
    struct OwnLine {
        let angle: Double
        let height: Double
        let isMissing: Bool
    }

    /// The smallest height over the phase's highest, the smallest share in the calculated height, the largest observed over calculated, and
    /// the smallest difference in uncertainties.
    static let limits = (height: 0.25, own: 0.7, observed: 0.4, significance: 5.0)

    /// The lines that are strong and the phase's own, the highest first.
    ///
    /// - Parameters:
    ///   - own: The calculated lines of the phase.
    ///   - angles: Where its lines are.
    /// - Returns: The lines that are its own.
    func found(own: [Double], at angles: [Double]) -> [OwnLine] {
        let (ownSums, lineSums) = (RunningSums(own), RunningSums(lines))
        let (aboveSums, noise) = (RunningSums(above), RunningSums(variances))
        let cores = angles.map { angle in
            let half = max(width(angle), 2 * step) / 2
            return twoTheta.partitioningIndex { $0 >= angle - half }..<twoTheta.partitioningIndex { $0 >= angle + half }
        }
        let highest = cores.reduce(0) { max($0, ownSums.mean($1)) }
        let limits = Self.limits
        var found: [OwnLine] = []
        for (angle, core) in zip(angles, cores) where !core.isEmpty {
            let height = ownSums.mean(core)
            guard height > 0, height >= limits.height * highest, height >= limits.own * lineSums.mean(core),
                !found.contains(where: { abs($0.angle - angle) < width(angle) })
            else { continue }
            let observed = aboveSums.mean(core) - (lineSums.mean(core) - height)
            let error = (noise.mean(core) / Double(core.count)).squareRoot()
            found.append(
                OwnLine(
                    angle: angle, height: height,
                    isMissing: observed < limits.observed * height && height - observed > limits.significance * error))
        }
        return found.sorted { $0.height > $1.height }
    }
}
