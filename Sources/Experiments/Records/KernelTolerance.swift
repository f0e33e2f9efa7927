internal import ProportionInference

/// By how much the scores of a run may differ where other kernels of the BLAS library made it again.
///
/// Other kernels round otherwise, and training makes of that, at worst, what other random draws would make of it. So scores
/// may differ by some standard deviations over the runs of the method. A method with a single run, which draws nothing, may
/// differ by 0.01 percentage points. RRS, which jumps where a proportion passes 1 %, is told and not judged.
public struct KernelTolerance: Sendable {
    private let deviations: Double
    private let records: [RunRecord]
    /// What every score may differ by, a fraction.
    private static let least = 1e-4

    /// Makes a tolerance.
    ///
    /// - Parameters:
    ///   - deviations: How many standard deviations are allowed.
    ///   - records: The runs of the method.
    public init(deviations: Double, over records: [RunRecord]) {
        self.deviations = deviations
        self.records = records
    }

    /// The largest difference that is allowed of a score, a fraction.
    ///
    /// - Parameters:
    ///   - metric: The score.
    ///   - part: The test part; nothing for the validation samples.
    /// - Returns: The difference.
    func limit(of metric: ProportionMetric, on part: String?) -> Double {
        guard metric != .rrs else { return 1 }
        let scores = records.compactMap { record in
            part.map { part in record.tests.first { $0.part == part }?.scores } ?? record.validation
        }.map { metric.value(in: $0) }
        guard scores.count > 1, deviations > 0 else { return Self.least }
        let mean = scores.reduce(0, +) / Double(scores.count)
        let squares = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return max(Self.least, deviations * (squares / Double(scores.count - 1)).squareRoot())
    }
}
