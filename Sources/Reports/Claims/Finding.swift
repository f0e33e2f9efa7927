/// A claim, its verdict, and what the verdict rests on.
public struct Finding: Sendable {
    /// The claim.
    public let claim: Claim
    /// The verdict.
    public let verdict: Verdict
    /// What the runs say of each contrast; empty where the claim could not be tested.
    public let evidence: [Evidence]
    /// The contrast that decides: the weakest one of a claim that holds, the one that contradicts most of one that does
    /// not, and the one that is least in favour of one that is undecided.
    public let decisive: Evidence?
    /// The probability of the evidence if the opposite of the verdict were true, adjusted for the number of claims.
    public let probability: Double?
    /// The same comparison on samples that resemble the paper's, which has no part in the verdict.
    public let substitute: [Evidence]
}
