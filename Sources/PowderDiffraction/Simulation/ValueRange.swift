internal import Foundation
internal import DeclarativeFiles
public import NumericalMethods

/// The values that a parameter takes in simulated samples: all between two ends equally likely.
public struct ValueRange: Sendable, Hashable {
    /// What is equally likely.
    public enum Scale: Sendable {
        /// Equal differences.
        case linear
        /// Equal ratios; both ends are above zero.
        case logarithmic
    }

    /// The least value.
    public let low: Double
    /// The largest value.
    public let high: Double
    /// What is equally likely.
    public let scale: Scale

    /// Makes a range of one or more values.
    public init(_ low: Double, _ high: Double, scale: Scale = .linear) {
        precondition(low <= high && (scale == .linear || low > 0), "a range from \(low) to \(high), \(scale)")
        self.low = low
        self.high = high
        self.scale = scale
    }

    /// A parameter that does not vary.
    public static func fixed(_ value: Double) -> ValueRange { ValueRange(value, value) }

    /// Draws a value.
    ///
    /// One number is drawn whatever the range is, so that changing it does not change others' values.
    public func draw(from stream: inout RandomStream) -> Double {
        let share = stream.uniform()
        switch scale {
        case .linear: return low + (high - low) * share
        case .logarithmic: return low * pow(high / low, share)
        }
    }

    /// The two ends.
    var canonical: StructuredValue { [.number(low), .number(high)] }
}

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
        explain(key, default: value.canonical)
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
