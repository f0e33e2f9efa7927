internal import DeclarativeFiles
internal import NumericalMethods
internal import ProportionInference

/// The verdicts on all claims of a paper, from records alone.
///
/// Scores are compared run by run: run r of two methods has the same split, and of two losses the same initial weights and
/// order of samples. A method without random choices has one run, which stands beside each run of the other. A claim
/// may have several contrasts:
///
/// - For the claim speaks its weakest contrast: the largest of their probabilities. No further correction is needed there
///   (R. L. Berger, *Multiparameter Hypothesis Testing and Acceptance Sampling*, Technometrics 24, 1982).
/// - Against the claim speaks its strongest counterexample: the smallest of their probabilities, times their number
///   (Bonferroni).
///
/// The smaller of the two, doubled because either may be found, is adjusted for the number of claims (`PairedComparison.corrected`).
/// At most 5 % the claim holds, or does not hold; else it is undecided.
///
/// Runs vary here, and test samples in blocks where every run of a contrast left its scores block by block (`BlockScoresFile`); and the
/// splits of an image where other experiments make them: then the contrasts on every split count, and a claim holds where it
/// does on all of them. What other images or other patterns would give is not known.
public struct Judgement: Sendable {
    /// Verdicts are wrong with at most this probability, all together.
    static let level = 0.05
    /// The coverage of intervals.
    static let coverage = 0.95
    /// How often runs are resampled for an interval.
    static let resamples = 20_000
    /// The seed of the resampling.
    static let seed = Seed(experiment: "claims", base: 0)
    /// So many runs are needed to say anything of a spread.
    static let fewestRuns = 3

    /// The findings, in the order of the claims.
    public let findings: [Finding]
    /// How many claims were tested.
    public let testedCount: Int

    /// Judges claims.
    ///
    /// - Parameters:
    ///   - claims: The claims.
    ///   - results: The records of all experiments that the claims name.
    ///   - published: The paper's tables by their numbers.
    /// - Throws: `InvalidDeclaration` where a claim names a method or a test part that its experiment does not have.
    init(of claims: PaperClaims, results: [ExperimentResults], published: [Int: PublishedTable]) throws {
        let bench = TestBench(results: results, published: published, beyond: claims.experimentsBeyond)
        let trials = try claims.claims.map { try Trial(of: $0, on: bench) }
        let tested = trials.indices.filter { trials[$0].probability != nil }
        let adjusted = PairedComparison.corrected(tested.map { trials[$0].probability ?? 1 })
        let probabilities = Dictionary(uniqueKeysWithValues: zip(tested, adjusted))
        testedCount = tested.count
        findings = trials.enumerated().map { $1.finding(probability: probabilities[$0]) }
    }
}
