/// Sums over ranges of values.
struct RunningSums {
    private let sums: [Double]

    init(_ values: [Double]) {
        sums = values.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    }

    /// The mean over a range; zero over none.
    func mean(_ range: Range<Int>) -> Double {
        range.isEmpty ? 0 : (sums[range.upperBound] - sums[range.lowerBound]) / Double(range.count)
    }
}
