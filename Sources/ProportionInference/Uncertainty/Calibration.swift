internal import NumericalMethods

/// What turns the prediction of an ensemble into a set of proportions that holds the true ones as often as it says.
///
/// With the ensemble's mean ŷ and spread σ, its presence thresholds and the scale sₖ = max(σₖ, fₖ) with a floor fₖ for
/// each class, the set of a sample at the level 1 − α is
///
/// - {0} for a class said to be absent,
/// - [ŷₖ − q sₖ, ŷₖ + q sₖ] ∩ (0, 1] for one said to be present,
/// - the same interval and zero for one of which neither is said.
///
/// So the score of known proportions y is the largest |yₖ − ŷₖ|/sₖ over the classes; zeros where a class need not be there
/// score nothing, and proportions that contradict what is said of presence score infinitely much. q is a
/// ``ConformalQuantile`` of scores of samples that had no part in the thresholds and the floors. The true proportions of
/// another sample of the same origin are then in its set, all classes at once, with a probability of at least 1 − α.
///
/// Where mistakes of presence alone are more frequent than α, q is infinite, and sets exclude nothing but zeros and
/// absences that are said.
public struct Calibration: Sendable, Codable, Equatable {
    /// The quantile of a level.
    public struct Quantile: Sendable, Codable, Equatable {
        /// The level 1 − α.
        public let level: Double
        /// q; nothing where it is infinite.
        public let value: Double?
    }

    /// The version of this format.
    public static let currentFormat = 1
    /// The levels for which quantiles are kept beside the chosen one, as far as there are samples enough.
    static let levels = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95]

    /// The version of the format.
    public let format: Int
    /// The chosen level, 1 − α.
    public let level: Double
    /// What says whether a class is there.
    public let thresholds: PresenceThresholds
    /// The smallest scale fₖ of each class.
    public let floors: [Double]
    /// The quantiles of ascending levels; the chosen one is among them.
    public let quantiles: [Quantile]
    /// The number of samples that the quantiles are of.
    public let samples: Int
    /// What these samples are, such as `the validation samples of xrd-instrument`.
    public let fittedOn: String
    /// The share of these samples that a set of the chosen level holds where it is fitted to all others of them; nothing
    /// where that was not tried.
    public let leaveOneOutCoverage: Double?

    init(
        level: Double, thresholds: PresenceThresholds, floors: [Double], scores: [Double], fittedOn: String,
        leaveOneOutCoverage: Double? = nil
    ) throws(TooFewSamples) {
        _ = try ConformalQuantile.of(scores, level: level)
        format = Self.currentFormat
        self.level = level
        self.thresholds = thresholds
        self.floors = floors
        quantiles = Set(Self.levels + [level]).sorted().compactMap { level in
            (try? ConformalQuantile.of(scores, level: level)).map {
                Quantile(level: level, value: $0.isFinite ? $0 : nil)
            }
        }
        samples = scores.count
        self.fittedOn = fittedOn
        self.leaveOneOutCoverage = leaveOneOutCoverage
    }

    /// The guarantee in words, and what it does not cover.
    public var guarantee: String {
        let rank = ConformalQuantile.rank(count: samples, level: level) ?? samples
        return "Of samples drawn as \(fittedOn) were, a set holds the true proportions, all classes at once, with a "
            + "probability of at least \(rank)/\(samples + 1); that is an average over draws of the \(samples) samples. "
            + "Nothing is guaranteed for samples of another origin."
    }

    /// The set of one sample.
    ///
    /// - Parameters:
    ///   - mean: The ensemble's mean proportions, one for each class.
    ///   - spread: Its spread, one for each class.
    ///   - level: One of the levels of ``quantiles``; the chosen one where it is left out.
    /// - Returns: The set; nothing where there is no quantile for the level.
    public func set(
        mean: some Collection<Double>, spread: some Collection<Double>, level: Double? = nil
    ) -> ProportionSet? {
        precondition(mean.count == floors.count, "\(mean.count) classes for a calibration of \(floors.count)")
        guard let quantile = quantiles.first(where: { $0.level == level ?? self.level }) else { return nil }
        return ProportionSet(
            members: zip(zip(mean, spread), floors).map { prediction, floor in
                let (mean, spread) = prediction
                let reach = quantile.value.map { $0 * max(spread, floor) } ?? 1
                return ProportionSet.Member(
                    presence: thresholds.presence(of: mean), lower: min(max(mean - reach, 0), 1),
                    upper: min(mean + reach, 1))
            })
    }

    /// The sets of all samples of a prediction, at a level of ``quantiles``.
    public func sets(of prediction: EnsemblePrediction, level: Double? = nil) -> [ProportionSet] {
        (0..<prediction.count).compactMap {
            set(mean: prediction.mean.row($0), spread: prediction.spread.row($0), level: level)
        }
    }
}
