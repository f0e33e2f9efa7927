/// What of a number of a table is meant, as the end of an address: `table2/undip/jasper-ridge/mmae/mean`.
public enum NumberStatistic: String, CaseIterable, Sendable {
    /// What the table shows first: the score of the selected run.
    case shown
    /// The mean over the runs.
    case mean
    /// The standard deviation over the runs.
    case deviation
    /// Mean and standard deviation, as in `12.34 ± 0.54`; the mean alone where there is one run.
    case spread
    /// The mean over the runs of the score on the validation samples.
    case validation
    /// What the paper has, as printed.
    case paper
}

extension ReportedNumber {
    /// What a statistic is, written with some decimals; a dash where there is none.
    ///
    /// - Parameters:
    ///   - statistic: The statistic.
    ///   - decimals: The number of decimals. What the paper has keeps its own.
    /// - Returns: The text, in percent.
    public func text(of statistic: NumberStatistic, decimals: Int) -> String {
        func text(_ value: Double?) -> String { value.map { NumberText.fixed($0, decimals: decimals) } ?? "–" }
        return switch statistic {
        case .shown: text(measure?.value)
        case .mean: text(measure?.mean)
        case .deviation: text(measure?.standardDeviation)
        case .spread: text(measure?.mean) + (measure?.standardDeviation.map { " ± " + text($0) } ?? "")
        case .validation: text(validationMean())
        case .paper: published?.text ?? "–"
        }
    }

    /// The mean over the runs of the score on the validation samples, in percent; nothing where a run has none.
    private func validationMean() -> Double? {
        let scores = records().map { $0.validation.map { 100 * address.metric.value(in: $0) } }.compactMap(\.self)
        guard !scores.isEmpty, scores.count == records().count else { return nil }
        return scores.reduce(0, +) / Double(scores.count)
    }
}
