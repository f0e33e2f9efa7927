internal import Foundation

/// The rules about how well the pattern is explained.
extension VerdictRule {
    /// A minimum was reached.
    static let convergence = VerdictRule(
        "convergence", advice: "another recipe, a smaller --range, or fewer phases"
    ) { evidence in
        guard !evidence.isConverged else { return [] }
        return [
            Finding(
                grade: .notExplained,
                text: "did not converge in \(evidence.iterations) steps: the numbers are where it stopped")
        ]
    }

    /// At least one of the phases that count is there.
    static let presence = VerdictRule("presence", advice: "other phases, and the radiation") { evidence in
        guard !evidence.phases.contains(where: { $0.isCounted && $0.isThere }) else { return [] }
        return [Finding(grade: .notExplained, text: "none of the phases that count has any intensity")]
    }

    /// The misfit over that of the background alone, from which on a pattern is doubtfully or not explained.
    ///
    /// They are six and ten times the intensity error τ = 5 % of the standard recipe. M² is the share of the lines' χ² that is
    /// left, 9 and 25 %.
    static let largestMisfit = (explained: 0.3, doubtful: 0.5)

    /// The lines are explained to about what errors of intensities leave.
    static let misfit = VerdictRule(
        "misfit",
        advice: "whether the angles are 2θ, the radiation, and phases that are missing or wrong"
    ) { evidence in
        guard evidence.contrast > 1.1 else {
            return [Finding(grade: .doubtful, text: "hardly any line stands out of the noise")]
        }
        let limits = largestMisfit
        guard evidence.misfit > limits.explained else { return [] }
        return [
            Finding(
                grade: evidence.misfit > limits.doubtful ? .notExplained : .doubtful,
                text: "the misfit of the lines is \(percent(evidence.misfit)) of what it would be without any phase, "
                    + "where errors of intensities leave about \(percent(max(evidence.intensityError, 0.05)))")
        ]
    }

    /// The share of the area of all lines above which lines that no phase has leave a pattern unexplained.
    static let largestUnlistedShare = 0.2
    /// The height of such a line over the highest one, above which one is enough for that.
    static let largestUnlistedHeight = 0.5

    /// No line is observed that no phase has.
    static let unlistedLines = VerdictRule(
        "unlisted-lines",
        advice: "a phase that has these lines, under --phases or --impurities"
    ) { evidence in
        guard let highest = evidence.unlistedLines.first else { return [] }
        let isGrave =
            evidence.unlistedShare > largestUnlistedShare || highest.height > largestUnlistedHeight
        let angles = angles(evidence.unlistedLines.map(\.angle))
        let what = evidence.unlistedLines.count == 1 ? "a line is" : "lines are"
        return [
            Finding(
                grade: isGrave ? .notExplained : .doubtful,
                text:
                    "\(what) observed that no phase has, at \(angles) degrees: \(percent(evidence.unlistedShare)) of the area of all lines, the "
                    + "highest \(percent(highest.height)) of the pattern's highest line and "
                    + String(format: "%.0f", min(highest.significance, 1e6)) + " times its uncertainty")
        ]
    }
}
