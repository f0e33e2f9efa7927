/// A claim with its evidence, before the number of claims is known.
struct Trial {
    private let claim: Claim
    private let tolerance: Double?
    /// The evidence, or why there is none.
    private let outcome: Result<[Evidence], Absence>
    private let substitute: [Evidence]

    /// Collects the evidence of a claim.
    ///
    /// All contrasts count on every split that there are records of.
    ///
    /// - Throws: `InvalidDeclaration` where the claim names what is not there.
    init(of claim: Claim, on bench: TestBench) throws {
        self.claim = claim
        switch claim.test {
        case .none(let reason):
            (tolerance, outcome, substitute) = (nil, .failure(Absence(reason: reason)), [])
        case .comparison(let comparison):
            tolerance = comparison.tolerance
            outcome = try bench.evidence(of: comparison, on: claim.splits, claim: claim)
            substitute =
                try claim.substitute.map { try bench.evidence(of: comparison.moved(to: $0), claim: claim) }
                .flatMap { try? $0.get() } ?? []
        }
    }

    /// The probabilities of the evidence if the claim were false, and if it were true.
    private func probabilities(of evidence: [Evidence]) -> (against: Double, for: Double) {
        let against = evidence.map { $0.probabilityAgainst(tolerance: tolerance) }.max() ?? 1
        let least = evidence.map { $0.probabilityFor(tolerance: tolerance) }.min() ?? 1
        return (against, min(1, Double(evidence.count) * least))
    }

    /// The probability of the evidence if there were nothing to find; nothing where there is no evidence.
    var probability: Double? {
        guard case .success(let evidence) = outcome else { return nil }
        let found = probabilities(of: evidence)
        return min(1, 2 * min(found.against, found.for))
    }

    /// The finding.
    ///
    /// - Parameter probability: ``probability``, adjusted for the number of claims.
    /// - Returns: The finding.
    func finding(probability: Double?) -> Finding {
        switch outcome {
        case .failure(let absence):
            return Finding(
                claim: claim, verdict: .notTestable(reason: absence.reason), evidence: [], decisive: nil,
                probability: nil, substitute: substitute)
        case .success(let evidence):
            let found = probabilities(of: evidence)
            let isFavourable = found.against < found.for
            let weakest = evidence.max { left, right in
                left.probabilityAgainst(tolerance: tolerance) < right.probabilityAgainst(tolerance: tolerance)
            }
            let counterexample = evidence.min { left, right in
                left.probabilityFor(tolerance: tolerance) < right.probabilityFor(tolerance: tolerance)
            }
            let probability = probability ?? 1
            let isDecided = probability <= Judgement.level
            return Finding(
                claim: claim,
                verdict: isDecided ? isFavourable ? .holds : .doesNotHold : .undecided(reason: doubt(of: evidence)),
                evidence: evidence, decisive: isDecided && !isFavourable ? counterexample : weakest,
                probability: probability, substitute: substitute)
        }
    }

    /// Why evidence decides nothing.
    private func doubt(of evidence: [Evidence]) -> String {
        let unblocked = evidence.filter { $0.blocks == nil }
        let fewest = unblocked.map(\.differences.values.count).min() ?? .max
        guard fewest >= Judgement.fewestRuns else {
            return fewest == 1
                ? "each side has one run, so nothing is known of the spread"
                : "\(fewest) runs are too few to say anything of the spread"
        }
        let what = unblocked.count == evidence.count ? "the runs spread" : "runs and samples spread"
        return tolerance == nil
            ? "\(what) more than the mean scores differ, or contrasts disagree"
            : "\(what) too much to tell whether the mean scores are within the tolerance"
    }
}

/// Why there is no evidence.
struct Absence: Error, Equatable {
    let reason: String
}
