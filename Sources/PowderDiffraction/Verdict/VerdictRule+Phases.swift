internal import Foundation

/// The rules about each phase, and about what was refined.
extension VerdictRule {
    /// The strong lines that a phase has for itself are observed.
    static let missingLines = VerdictRule(
        "missing-lines", advice: "whether this phase is there at all, or its crystallites lie on a plane"
    ) { evidence in
        evidence.phases.filter { !$0.missingLines.isEmpty }.map { phase in
            Finding(
                grade: .doubtful,
                text: "\(phase.name) has \(phase.missingLines.count) of its \(phase.ownLines) strong lines where "
                    + "nothing like them is observed, at \(angles(phase.missingLines)) degrees")
        }
    }

    /// By which factor weight over intensity may differ from that of the published structure: what ΔB = 2 Å² makes of
    /// lines at 2θ = 60 degrees and Cu Kα.
    static let largestScatteringFactor = 1.5

    /// A phase's weight is about what its intensity gives with the published structure.
    static let scattering = VerdictRule(
        "scattering", advice: "--recipe constrained or full-pattern, which keep displacement parameters or texture"
    ) { evidence in
        evidence.phases.compactMap { phase in
            let (refined, published) = phase.shares
            func odds(_ share: Double) -> Double { share / max(1 - share, 1e-9) }
            guard phase.isThere, phase.isCounted, refined < 1,
                odds(refined) > largestScatteringFactor * odds(published)
            else { return nil }
            return Finding(
                grade: .doubtful,
                text: "\(phase.name) scatters \(percent(phase.scatteringRatio)) of what the published structure does; "
                    + "with that its intensity is \(percent(published)) of the weight, not \(percent(refined))")
        }
    }

    /// No bound holds a parameter that could go on in nature.
    static let bounds = VerdictRule(
        "bounds", advice: "whether the phase is there, another structure for it, or a recipe that keeps the parameter"
    ) { evidence in
        evidence.parameters.filter(\.isHeld).map {
            Finding(grade: .doubtful, text: "\($0.name) is at its bound, \($0.value)")
        }
    }

    /// The number of spreads that a parameter may lie from where it is expected.
    static let largestSpreads = 4.0
    /// The families for which that is asked: the others say how fine or strained crystals are, or what an instrument is.
    static let spreadFamilies: Set<RefinedFamily> = [
        .cellLengths, .cellAngles, .displacement, .sampleDisplacement, .zeroShift,
    ]

    /// No parameter lies far from where it lies in nature.
    static let spreads = VerdictRule(
        "unusual-parameters",
        advice: "another structure of the phase, or one more phase: its lines may pull this parameter"
    ) { evidence in
        evidence.parameters.filter {
            !$0.isHeld && spreadFamilies.contains($0.family) && abs($0.spreads) > largestSpreads
        }.map {
            Finding(
                grade: .doubtful,
                text:
                    "\($0.name) came out as \($0.value), \(String(format: "%.1f", abs($0.spreads))) spreads from what "
                    + "is expected")
        }
    }

    /// The correlation from which on the pattern does not tell two numbers apart.
    static let largestCorrelation = 0.95

    /// No number of a phase is correlated so much with one of another that only their sum is known.
    static let correlations = VerdictRule(
        "correlations", advice: "one of the two phases, or a longer --range"
    ) { evidence in
        let found = evidence.correlations.filter { abs($0.value) > largestCorrelation }
        return found.prefix(3).map {
            Finding(
                grade: .doubtful,
                text: "\($0.first) and \($0.second) are correlated by \(String(format: "%.2f", $0.value)): the pattern "
                    + "hardly tells them apart")
        }
    }
}
