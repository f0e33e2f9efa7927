public import ProportionInference

/// What is known of one method on one dataset.
public struct TableEntry: Sendable {
    /// The number of runs, those that failed included.
    public let runs: Int
    /// How many of the runs failed or diverged; they have no part in means.
    public let failedRuns: Int
    /// How many of the other runs have a dead output; they do have a part in means.
    public let deadRuns: Int
    /// The number of the run that was selected by its validation MMAE.
    public let selectedRun: Int?
    /// Our numbers; a metric that is missing has none.
    public let measures: [ProportionMetric: Measure]
    /// The paper's numbers.
    public let published: [ProportionMetric: PublishedNumber]
    /// Why numbers are missing, where they are.
    public let missingReason: String?
    /// What else is to be said of the numbers, a sentence or two each.
    public let remarks: [String]

    /// The number of runs that there should be.
    public let wantedRuns: Int
    /// Which records are damaged and therefore not counted, and why.
    public let damages: [String]
    /// Where runs were made, where that is not where most of the experiment was; nothing otherwise.
    public let origin: String?

    /// Whether there are fewer finished runs than there should be.
    var isIncomplete: Bool { runs - failedRuns < wantedRuns }

    /// What keeps its numbers from being of all the runs that there should be, in words: none, or a few of each kind.
    var shortcomings: [String] {
        [
            missingReason.map { "numbers are missing: \($0)" },
            failedRuns > 0 ? "\(failedRuns) of \(runs) runs failed" : nil,
        ].compactMap(\.self) + damages
    }

    /// Makes an entry; a measure that is not finite counts as missing.
    public init(
        runs: Int, failedRuns: Int = 0, deadRuns: Int = 0, wantedRuns: Int? = nil, selectedRun: Int? = nil,
        measures: [ProportionMetric: Measure],
        published: [ProportionMetric: PublishedNumber] = [:], missingReason: String? = nil, remarks: [String] = [],
        damages: [String] = [],
        origin: String? = nil
    ) {
        precondition(
            failedRuns >= 0 && deadRuns >= 0 && failedRuns + deadRuns <= runs,
            "\(failedRuns) failed and \(deadRuns) dead of \(runs) runs")
        self.runs = runs
        self.failedRuns = failedRuns
        self.deadRuns = deadRuns
        self.selectedRun = selectedRun
        self.measures = measures.filter(\.value.isFinite)
        self.published = published
        self.missingReason = missingReason
        self.remarks = remarks
        self.wantedRuns = max(wantedRuns ?? runs, runs)
        self.damages = damages
        self.origin = origin
    }
}
