extension Evidence {
    /// The mean advantage with its interval, in percentage points: `+0.35 (+0.26 to +0.44)`.
    var advantage: String {
        let mean = Self.text(differences.mean)
        guard let interval else { return "\(mean) (one run each)" }
        return "\(mean) (\(Self.text(interval.lowerBound)) to \(Self.text(interval.upperBound)))"
    }

    /// What the interval is over: `5 runs`, or `5 runs × 40 blocks`.
    var countsText: String {
        let runs = "\(differences.values.count) run\(differences.values.count == 1 ? "" : "s")"
        guard let counts = blocks?.blocks else { return runs }
        let isOne = counts.first == counts.second
        return runs + " × \(counts.first)\(isOne ? "" : " and \(counts.second)") blocks"
    }

    /// The advantage by the paper's numbers, or a dash.
    var publishedAdvantage: String { published.map(Self.text) ?? TableCell.absent }

    private static func text(_ value: Double) -> String {
        NumberText.signed(value, decimals: ResultTable.decimals).withMinusSign
    }
}
