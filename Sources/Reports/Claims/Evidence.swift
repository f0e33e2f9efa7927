public import ProportionInference

/// What the runs say of a contrast.
public struct Evidence: Sendable {
    /// What is compared.
    public let contrast: Contrast
    /// The titles of the two sides, in words.
    public let title: String
    /// By how much the first side is better, run by run, in percentage points.
    public let differences: PairedDifferences
    /// The same block by block, as fractions; nothing where the runs left no scores of blocks.
    public let blocks: CrossedDifferences?
    /// Where the mean advantage lies with a probability of 95 %; nothing where there is one run only, and no blocks.
    public let interval: ClosedRange<Double>?
    /// The advantage of the first side by the paper's numbers; nothing where the paper does not print both.
    public let published: Double?

    /// The probability of such evidence if the claim were false of this contrast.
    ///
    /// For superiority: if the first side were no better. For similarity: if the mean scores differed by the tolerance.
    func probabilityAgainst(tolerance: Double?) -> Double {
        guard let tolerance else { return above(0) }
        return max(above(-tolerance), below(tolerance))
    }

    /// The probability of such evidence if the claim were true of this contrast.
    ///
    /// - Parameter tolerance: The tolerance of a claim of similarity. Two ways of being false double the probability.
    /// - Returns: The probability.
    func probabilityFor(tolerance: Double?) -> Double {
        guard let tolerance else { return below(0) }
        return min(1, 2 * min(above(tolerance), below(-tolerance)))
    }

    /// The probability of such differences, or of larger ones, if their true mean were a bound.
    private func above(_ bound: Double) -> Double {
        blocks?.probability(ofMeanAt: bound / 100) ?? differences.probability(ofMeanAt: bound)
    }

    /// The probability of such differences, or of smaller ones, if their true mean were a bound.
    private func below(_ bound: Double) -> Double {
        blocks?.probability(ofMeanAt: bound / 100, orBelow: true)
            ?? PairedDifferences(differences.values.map { -$0 }).probability(ofMeanAt: -bound)
    }
}
