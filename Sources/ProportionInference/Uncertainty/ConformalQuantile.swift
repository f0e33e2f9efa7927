/// The quantile of scores below which the score of another sample lies with a probability, whatever their distribution is.
///
/// Of n + 1 exchangeable scores without ties, the last is as likely to have any rank. So it lies at or below the r-th smallest
/// of the n others with the probability r/(n + 1), and with r = ⌈(n + 1)(1 − α)⌉ that is at least 1 − α, and at most
/// 1/(n + 1) more. Ties only raise it.
///
/// Source: V. Vovk, A. Gammerman, G. Shafer, *Algorithmic learning in a random world*, 2005; H. Papadopoulos et al.,
/// *Inductive confidence machines for regression*, ECML 2002.
public enum ConformalQuantile {
    /// The rank r, or nothing where there are too few scores for the level.
    public static func rank(count: Int, level: Double) -> Int? {
        // A product that is whole must not be lifted by its rounding.
        let rank = Int((Double(count + 1) * level - 1e-9).rounded(.up))
        return rank <= count ? max(rank, 1) : nil
    }

    /// The smallest number of scores for a level: n ≥ (1 − α)/α.
    public static func smallestCount(level: Double) -> Int { Int((level / (1 - level) - 1e-9).rounded(.up)) }

    /// The r-th smallest score.
    ///
    /// - Parameters:
    ///   - scores: The scores; infinite ones are allowed.
    ///   - level: 1 − α, above 0 and below 1.
    /// - Returns: The quantile.
    /// - Throws: ``TooFewSamples`` where there are too few scores for the level.
    public static func of(_ scores: [Double], level: Double) throws(TooFewSamples) -> Double {
        guard let rank = rank(count: scores.count, level: level) else {
            throw TooFewSamples(samples: scores.count, level: level)
        }
        return scores.sorted()[rank - 1]
    }
}

/// There are too few samples for the level of a set.
public struct TooFewSamples: Error, Sendable, Equatable, CustomStringConvertible {
    /// The number of samples.
    public let samples: Int
    /// The level that was wanted.
    public let level: Double

    /// Names the number and the level.
    public init(samples: Int, level: Double) { (self.samples, self.level) = (samples, level) }

    /// What is wrong, and what can be had.
    public var description: String {
        let possible = Double(samples) / Double(samples + 1)
        return "\(samples) samples can calibrate a level of at most \(samples)/\(samples + 1) = "
            + "\((1000 * possible).rounded(.down) / 1000), not \(level); that needs "
            + "\(ConformalQuantile.smallestCount(level: level))"
    }
}
