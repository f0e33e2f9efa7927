internal import DeclarativeFiles
internal import PowderDiffraction

extension Section {
    /// The range `[low, high]` that a key may give; see ``valueRange(_:in:scale:default:)``.
    func optionalValueRange(
        _ key: String, in bounds: ClosedRange<Double>, scale: ValueRange.Scale = .linear
    ) -> ValueRange? {
        contains(key) ? givenValueRange(key, in: bounds, scale: scale) : nil
    }

    /// The range `[low, high]` that a key gives, or its default where the key is missing.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - bounds: What both ends must be in.
    ///   - scale: What is equally likely.
    ///   - value: The default.
    /// - Returns: The range, or nothing where a problem was reported.
    func valueRange(
        _ key: String, in bounds: ClosedRange<Double>, scale: ValueRange.Scale = .linear, default value: ValueRange
    ) -> ValueRange? {
        explain(key, default: [.number(value.low), .number(value.high)])
        return contains(key) ? givenValueRange(key, in: bounds, scale: scale) : value
    }

    private func givenValueRange(
        _ key: String, in bounds: ClosedRange<Double>, scale: ValueRange.Scale
    ) -> ValueRange? {
        explain(key, is: "a range [low, high]")
        guard let ends = numbers(key, in: bounds) else { return nil }
        guard ends.count == 2, ends[0] <= ends[1] else {
            report("'\(key)' must be a range [low, high], the low end first", at: key)
            return nil
        }
        return ValueRange(ends[0], ends[1], scale: scale)
    }
}
