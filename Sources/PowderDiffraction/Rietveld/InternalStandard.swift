/// A phase of known amount that was mixed into a sample, so that amounts are known absolutely.
///
/// With the known fraction k of the standard s in the whole sample, and relative fractions w, phase p has the absolute
/// fraction W_p = k w_p / w_s, and what no phase accounts for, amorphous as a rule, A = 1 - Σ W_p. Of the sample before the
/// standard was added they are W_p / (1 - k) and A / (1 - k). k is taken to be exact.
///
/// Source: A. G. De La Torre, S. Bruque, M. A. G. Aranda, J. Appl. Cryst. 34 (2001) 196.
public struct InternalStandard: Sendable, Hashable {
    /// The name of its phase.
    public let phase: String
    /// k, its fraction by mass in the whole sample, above 0 and below 1.
    public let fraction: Double

    /// Names a standard, of which there is some and something else.
    public init(phase: String, fraction: Double) {
        precondition(fraction > 0 && fraction < 1, "a standard of \(fraction) leaves no sample")
        self.phase = phase
        self.fraction = fraction
    }

    /// A fraction with its standard uncertainty; without one where that is not known.
    public struct Amount: Sendable, Hashable {
        /// The fraction by mass.
        public let fraction: Double
        /// Its standard uncertainty.
        public let uncertainty: Double?

        /// The same amount in another unit.
        func scaled(by factor: Double) -> Amount {
            Amount(fraction: fraction * factor, uncertainty: uncertainty.map { $0 * factor })
        }
    }

    /// Makes the amounts absolute.
    ///
    /// - Parameter result: What was found.
    /// - Returns: The amounts, or nothing where the standard is not among the phases that count, or none of it was found.
    public func amounts(in result: RefinementResult) -> AbsoluteAmounts? {
        let relative = result.phases.map(\.fraction)
        guard let standard = result.phases.firstIndex(where: { $0.name == phase }), relative[standard] > 0 else {
            return nil
        }
        let unit = fraction / relative[standard]
        func amount(_ value: Double, slopes: [Double]) -> Amount {
            let variance = result.fractionCovariances.map { covariances in
                slopes.indices.reduce(0) { total, row in
                    total + slopes.indices.reduce(0) { $0 + slopes[row] * covariances[row][$1] * slopes[$1] }
                }
            }
            return Amount(fraction: value, uncertainty: variance.map { max($0, 0).squareRoot() })
        }
        let phases = relative.indices.map { phase in
            // Of the standard itself these cancel: its amount is known.
            amount(
                unit * relative[phase],
                slopes: relative.indices.map {
                    ($0 == phase ? unit : 0) - ($0 == standard ? unit * relative[phase] / relative[standard] : 0)
                })
        }
        let sum = relative.reduce(0, +)
        let rest = amount(
            1 - unit * sum,
            slopes: relative.indices.map { -unit + ($0 == standard ? unit * sum / relative[standard] : 0) })
        return AbsoluteAmounts(standard: self, standardIndex: standard, phases: phases, rest: rest)
    }
}
