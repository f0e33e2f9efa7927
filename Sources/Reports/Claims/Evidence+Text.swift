extension Evidence {
    /// The mean advantage with its interval, in percentage points: `+0.35 (+0.26 to +0.44)`.
    var advantage: String {
        let mean = Self.text(differences.mean)
        guard let interval else { return "\(mean) (one run each)" }
        return "\(mean) (\(Self.text(interval.lowerBound)) to \(Self.text(interval.upperBound)))"
    }

    /// The advantage by the paper's numbers, or a dash.
    var publishedAdvantage: String { published.map(Self.text) ?? TableCell.absent }

    private static func text(_ value: Double) -> String {
        NumberText.signed(value, decimals: ResultTable.decimals).withMinusSign
    }
}
