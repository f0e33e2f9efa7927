internal import Commands
internal import ProportionInference

/// Predictions as text for people.
enum PredictionText {
    private static let nameWidth = 28

    /// The line above those of several patterns.
    static func header(_ phases: [String], isRefined: Bool) -> String {
        PlainText.padded("pattern", nameWidth) + "  "
            + phases.map { PlainText.padded($0, max($0.count, 15), .right) }.joined(separator: "  ") + "   verdict"
    }

    /// The line of one of several patterns: its fractions in percent, each with its spread over the networks.
    static func line(_ pattern: PredictedPattern, phases: [String]) -> String {
        let cells = phases.indices.map { phase in
            PlainText.padded(share(pattern, phase), max(phases[phase].count, 15), .right)
        }
        let verdict = pattern.verdict.map { words($0) } ?? "not checked"
        return PlainText.padded(PlainText.shortened(pattern.shortName, nameWidth), nameWidth) + "  "
            + cells.joined(separator: "  ") + "   " + verdict
    }

    /// All that is known of a single pattern.
    ///
    /// - Parameters:
    ///   - pattern: The pattern.
    ///   - phases: The phases.
    ///   - level: How often its set holds the true fractions.
    /// - Returns: Some lines.
    static func text(_ pattern: PredictedPattern, phases: [String], level: Double?) -> String {
        let header =
            ["phase", "weight (%)", "spread"]
            + (level.map { ["\(PlainText.number(100 * $0)) % set (%)"] } ?? [])
            + (pattern.fit == nil ? [] : ["fit (%)"])
            + (pattern.refined == nil ? [] : ["refined (%)", "s.u."]) + [""]
        let rows = phases.indices.map { phase in
            [
                phases[phase], PlainText.percent(pattern.fractions[phase]),
                "± " + PlainText.percent(pattern.spread[phase]),
            ] + (level == nil ? [] : [pattern.set.map { words($0.members[phase]) } ?? "–"])
                + (pattern.fit.map { [$0.fractions.map { PlainText.percent($0[phase]) } ?? "–"] } ?? [])
                + (pattern.refined.map { refined in
                    [
                        PlainText.percent(refined.fractions[phase]),
                        refined.uncertainties[phase].map { "± " + PlainText.percent($0) } ?? "–",
                    ]
                } ?? []) + [""]
        }
        var lines = [pattern.name] + pattern.remarks.map { "  \($0)" } + [""]
        lines += PlainText.table([header] + rows, indent: "  ") + [""]
        if let fit = pattern.fit {
            lines.append("  \(PlainText.percent(fit.explained)) % of the lines are explained")
        }
        if let verdict = pattern.verdict { lines.append("  verdict: \(words(verdict))") }
        return lines.joined(separator: "\n")
    }

    private static func share(_ pattern: PredictedPattern, _ phase: Int) -> String {
        PlainText.percent(pattern.fractions[phase]) + " ± " + PlainText.percent(pattern.spread[phase])
    }

    private static func words(_ member: ProportionSet.Member) -> String {
        let interval = "\(PlainText.percent(member.lower)) to \(PlainText.percent(member.upper))"
        switch member.presence {
        case .absent: return "absent"
        case .possible: return "0, or \(interval)"
        case .present: return interval
        }
    }

    private static func words(_ verdict: RangeVerdict) -> String {
        let grade = verdict.grade == .inRange ? verdict.grade.words : verdict.grade.words.uppercased()
        return grade + (verdict.reasons.isEmpty ? "" : ": " + verdict.why)
    }
}
