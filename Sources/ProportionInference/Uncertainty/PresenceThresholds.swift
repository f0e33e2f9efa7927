internal import NumericalMethods

/// Which predicted proportions say that a class is absent, and which that it is there.
///
/// Between the two thresholds nothing is said. Each is set where the share of samples with such a mistake is as large as it
/// may be on the samples that they are fitted to.
public struct PresenceThresholds: Sendable, Codable, Equatable {
    /// A class whose predicted proportion is at most this is said to be absent.
    public let absentUpTo: Double
    /// A class whose predicted proportion is above this is said to be present.
    public let presentAbove: Double

    /// Sets thresholds, the first no larger than the second.
    public init(absentUpTo: Double, presentAbove: Double) {
        precondition(absentUpTo <= presentAbove, "absent up to \(absentUpTo) and present above \(presentAbove)")
        (self.absentUpTo, self.presentAbove) = (absentUpTo, presentAbove)
    }

    /// Fits thresholds.
    ///
    /// - Parameters:
    ///   - predictions: The predicted proportions ŷ, samples x classes.
    ///   - targets: The true proportions y, samples x classes.
    ///   - errorRate: The largest share of samples with a class that is there and said to be absent, and the largest share
    ///     of samples with a class that is absent and said to be there.
    init(predictions: Matrix<Double>, targets: Matrix<Double>, errorRate: Double) {
        var (faintest, falsest): ([Double], [Double]) = ([], [])
        for sample in 0..<targets.rows {
            let pairs = Array(zip(predictions.row(sample), targets.row(sample)))
            faintest += pairs.filter { $0.1 > 0 }.map(\.0).min().map { [$0] } ?? []
            falsest += pairs.filter { $0.1 == 0 }.map(\.0).max().map { [$0] } ?? []
        }
        let allowed = Int(errorRate * Double(targets.rows))
        faintest.sort()
        falsest.sort(by: >)
        let absent = allowed < faintest.count ? max(faintest[allowed].nextDown, 0) : 0
        let present = allowed < falsest.count ? falsest[allowed] : 0
        // Where the two leave nothing between them, one threshold in the middle of what they leave will do.
        let middle = (absent + present) / 2
        self.init(
            absentUpTo: present < absent ? middle : absent, presentAbove: present < absent ? middle : present)
    }

    /// What a predicted proportion says of a class.
    public func presence(of prediction: Double) -> Presence {
        prediction > presentAbove ? .present : prediction > absentUpTo ? .possible : .absent
    }
}
