public import NumericalMethods

/// How well predicted proportions agree with the true ones, by the paper's three metrics.
///
/// All are fractions: an RMSE of 0.025 is printed as 2.5 %. The metrics are described in ``ProportionMetric``.
public struct Scores: Sendable, Hashable {
    /// Root mean square error over all samples and classes.
    public let rmse: Double
    /// Mean maximum absolute error.
    public let mmae: Double
    /// Rate of recovered support.
    public let rrs: Double

    /// Makes scores from known values.
    public init(rmse: Double, mmae: Double, rrs: Double) {
        self.rmse = rmse
        self.mmae = mmae
        self.rrs = rrs
    }

    /// Scores predictions.
    ///
    /// A prediction that is not a number makes RMSE and MMAE not a number, and one that is not finite never recovers a
    /// support. Over no samples all three are not a number.
    ///
    /// Source: the paper, section 2.2. It leaves the RMSE unwritten; we take the mean over all samples and classes.
    ///
    /// - Parameters:
    ///   - predictions: The predicted proportions ŷ, samples x classes.
    ///   - targets: The true proportions y, samples x classes.
    public init(predictions: Matrix<Double>, targets: Matrix<Double>) {
        precondition(
            predictions.rows == targets.rows && predictions.columns == targets.columns,
            "predictions of \(predictions.rows) x \(predictions.columns) for targets of "
                + "\(targets.rows) x \(targets.columns)")
        var squaredErrors = 0.0
        var maximumErrors = 0.0
        var recovered = 0
        for sample in 0..<targets.rows {
            var maximumError = 0.0
            var recovers = true
            for (predicted, target) in zip(predictions.row(sample), targets.row(sample)) {
                let error = abs(predicted - target)
                squaredErrors += error * error
                // A comparison with a maximum that is not a number is false: it stays.
                if error > maximumError || error.isNaN {
                    maximumError = error
                }
                if !predicted.isFinite || (predicted > Self.supportThreshold) != (target > 0) {
                    recovers = false
                }
            }
            maximumErrors += maximumError
            recovered += recovers ? 1 : 0
        }
        let samples = Double(targets.rows)
        rmse = (squaredErrors / (samples * Double(targets.columns))).squareRoot()
        mmae = maximumErrors / samples
        rrs = Double(recovered) / samples
    }

    /// The proportion ε above which a class counts as predicted to be present (the paper, section 2.2).
    public static let supportThreshold = 0.01
}

extension Scores: Codable {
    private enum CodingKeys: String, CodingKey {
        case rmse, mmae, rrs
    }

    /// Reads scores; a null stands for a score that is not a number.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func score(_ key: CodingKeys) throws -> Double {
            try container.decodeNil(forKey: key) ? .nan : container.decode(Double.self, forKey: key)
        }
        self.init(rmse: try score(.rmse), mmae: try score(.mmae), rrs: try score(.rrs))
    }

    /// Writes scores; one that is not finite becomes null, because JSON has no word for it and a diverged run needs one.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(rmse.isFinite ? rmse : nil, forKey: .rmse)
        try container.encode(mmae.isFinite ? mmae : nil, forKey: .mmae)
        try container.encode(rrs.isFinite ? rrs : nil, forKey: .rrs)
    }
}
