public import NumericalMethods

extension Calibration {
    /// The shares of spreads below which the floors may lie.
    private static let floorRanks = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

    /// The smallest floor: the sixth decimal of a proportion is never meant.
    private static let smallestFloor = 1e-6

    /// Fits a calibration to samples whose proportions are known and which the networks have not learned from.
    ///
    /// Every other sample fixes thresholds and floors, the others the quantiles: so the guarantee is exact. A mistake of
    /// presence of either kind is allowed in a tenth of the samples that a set may miss. The floor of a class is a quantile
    /// of its spreads, at the rank, common to all classes, that gives the shortest intervals.
    ///
    /// - Parameters:
    ///   - prediction: What the ensemble says of the samples.
    ///   - targets: Their true proportions, samples x classes.
    ///   - level: 1 − α, above 0 and below 1.
    ///   - fittedOn: What the samples are, for messages.
    /// - Throws: ``TooFewSamples`` where half of them are too few for the level.
    public init(
        fitting prediction: EnsemblePrediction, targets: Matrix<Double>, level: Double, fittedOn: String
    ) throws(TooFewSamples) {
        precondition(
            prediction.count == targets.rows && prediction.mean.columns == targets.columns,
            "predictions for \(prediction.count) samples of \(targets.rows)")
        let (shaping, counting) = (
            stride(from: 0, to: targets.rows, by: 2), stride(from: 1, to: targets.rows, by: 2)
        )
        let (shape, shapeTargets) = (prediction.selecting(shaping), targets.selectingRows(shaping))
        let thresholds = PresenceThresholds(
            predictions: shape.mean, targets: shapeTargets, errorRate: (1 - level) / 10)
        let spreads = (0..<targets.columns).map { column in
            (0..<shape.count).map { shape.spread[$0, column] }.sorted()
        }
        var best: (width: Double, floors: [Double])?
        for rank in Self.floorRanks {
            let floors = spreads.map {
                max($0.isEmpty ? 0 : $0[Int(rank * Double($0.count - 1))], Self.smallestFloor)
            }
            let candidate = try Calibration(
                level: level, thresholds: thresholds, floors: floors,
                scores: Self.scores(of: shape, targets: shapeTargets, thresholds: thresholds, floors: floors),
                fittedOn: fittedOn)
            let width = candidate.sets(of: shape).reduce(0) { $0 + $1.members.reduce(0) { $0 + $1.width } }
            if width < best?.width ?? .infinity { best = (width, floors) }
        }
        let floors = best?.floors ?? []
        try self.init(
            level: level, thresholds: thresholds, floors: floors,
            scores: Self.scores(
                of: prediction.selecting(counting), targets: targets.selectingRows(counting), thresholds: thresholds,
                floors: floors),
            fittedOn: fittedOn)
    }

    /// Fits the quantiles anew to a user's own samples, whose proportions were weighed; thresholds and floors stay.
    ///
    /// The samples had no part in anything that stays, so that their scores and that of a further sample are exchangeable if
    /// the samples are. Each is also left out once: ``leaveOneOutCoverage`` is the share that is in its set then.
    ///
    /// - Parameters:
    ///   - prediction: What the ensemble says of the samples.
    ///   - targets: Their true proportions, samples x classes.
    ///   - level: 1 − α, above 0 and below 1; n samples can bear a level of n/(n + 1).
    ///   - fittedOn: What the samples are, for messages.
    /// - Returns: The calibration for samples such as these.
    /// - Throws: ``TooFewSamples`` where they are too few for the level.
    public func recalibrated(
        on prediction: EnsemblePrediction, targets: Matrix<Double>, level: Double, fittedOn: String
    ) throws(TooFewSamples) -> Calibration {
        let scores = Self.scores(of: prediction, targets: targets, thresholds: thresholds, floors: floors)
        var held: Int? = 0
        for index in scores.indices {
            var others = scores
            others.remove(at: index)
            guard let quantile = try? ConformalQuantile.of(others, level: level) else {
                held = nil
                break
            }
            held = held.map { $0 + (scores[index] <= quantile ? 1 : 0) }
        }
        return try Calibration(
            level: level, thresholds: thresholds, floors: floors, scores: scores, fittedOn: fittedOn,
            leaveOneOutCoverage: held.map { Double($0) / Double(scores.count) })
    }

    /// The score of each sample: see ``Calibration``.
    static func scores(
        of prediction: EnsemblePrediction, targets: Matrix<Double>, thresholds: PresenceThresholds, floors: [Double]
    ) -> [Double] {
        (0..<targets.rows).map { sample in
            floors.indices.reduce(0) { largest, k in
                let (mean, target) = (prediction.mean[sample, k], targets[sample, k])
                let isContradicted =
                    switch thresholds.presence(of: mean) {
                    case .absent: target > 0
                    case .possible: false
                    case .present: target == 0
                    }
                if isContradicted { return .infinity }
                guard target > 0 else { return largest }
                return max(largest, abs(target - mean) / max(prediction.spread[sample, k], floors[k]))
            }
        }
    }
}
